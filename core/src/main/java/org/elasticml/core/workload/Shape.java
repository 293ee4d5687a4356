package org.elasticml.core.workload;

import static org.elasticml.core.workload.ShapeParameter.seconds;
import static org.elasticml.core.workload.ShapeParameter.value;

import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Courses of load over time that a workload can be drawn as. What its numbers count, requests per second or users, is
 * up to whoever plays it.
 */
public enum Shape {
    CONSTANT("the same all the time", (seconds, p) -> second -> p.get("value"), value("value", 10, "the load")),

    RAMP(
            "a straight line from the first second to the last",
            (seconds, p) -> second -> between(p.get("from"), p.get("to"), second / Math.max(1.0, seconds - 1)),
            value("from", 5, "the load of the first second"),
            value("to", 50, "the load of the last")),

    STEP(
            "a staircase of equally long and equally high steps",
            (seconds, p) -> {
                int steps = (int) p.get("steps");
                return second -> between(p.get("from"), p.get("to"), ((long) second * steps / seconds) / (steps - 1.0));
            },
            value("from", 5, "the load of the first step"),
            value("to", 50, "the load of the last"),
            new ShapeParameter("steps", "how many there are", 5, 2, 1000, true)),

    SPIKE(
            "one sudden peak",
            (seconds, p) -> {
                double start = Math.rint(p.get("at") * Math.max(0, seconds - p.get("width")));
                return second -> p.get(second >= start && second < start + p.get("width") ? "peak" : "base");
            },
            value("base", 5, "the load before and after"),
            value("peak", 50, "the load of the peak"),
            seconds("width", 10, "how long the peak lasts"),
            new ShapeParameter("at", "where it is, from 0, at the start, to 1, at the end", 0.5, 0, 1, false)),

    /** min + (max − min)·(1 − cos(2πt/period))/2. */
    SINE(
            "waves that begin at their lowest",
            (seconds, p) -> second -> between(p.get("min"), p.get("max"), halfWave(2 * second / p.get("period"))),
            value("min", 5, "the lowest load"),
            value("max", 50, "the highest"),
            seconds("period", 120, "from one low to the next")),

    /**
     * Locust's example: min + (p1 − min)·e^(−(x−4)²) + (p2 − min)·e^(−(x−8)²) with x = t/(2√T) in T seconds. The peaks
     * come after 8√T and 16√T seconds, so that they are at thirds only if T is near 600; below 256 s the second is cut
     * off, below 64 s both are.
     */
    DOUBLE_WAVE(
            "two waves, as in Locust's example: peaks after 8 and 16 times the root of the seconds",
            (seconds, p) -> second -> {
                double x = second / (2 * Math.sqrt(seconds));
                return p.get("min")
                        + (p.get("p1") - p.get("min")) * Math.exp(-(x - 4) * (x - 4))
                        + (p.get("p2") - p.get("min")) * Math.exp(-(x - 8) * (x - 8));
            },
            value("min", 20, "the load before and after"),
            value("p1", 60, "the first peak"),
            value("p2", 40, "the second")),

    /** From midnight on; half a cosine wave up from 4:00 to 20:00 and half of one down in the eight hours after. */
    DIURNAL(
            "days from midnight on, lowest at 4:00, highest at 20:00",
            (seconds, p) -> second -> {
                double sinceLow = (24 * second * p.get("days") / seconds + 20) % 24;
                return between(
                        p.get("min"), p.get("max"), halfWave(sinceLow < 16 ? sinceLow / 16 : 1 + (sinceLow - 16) / 8));
            },
            value("min", 5, "the load at 4:00"),
            value("max", 50, "the load at 20:00"),
            new ShapeParameter("days", "how many days the whole time stands for", 1, 0.01, 1000, false)),

    /** See {@link MarkovModulation}. */
    MMPP(
            "bursts: a two-state Markov-modulated Poisson process, which starts low",
            (seconds, p) -> {
                double[] rates = MarkovModulation.perSecond(
                        seconds, p.get("low"), p.get("high"), p.get("low-seconds"), p.get("high-seconds"), (long)
                                p.get("seed"));
                return second -> rates[second];
            },
            value("low", 5, "the load between bursts"),
            value("high", 50, "the load of a burst"),
            seconds("low-seconds", 30, "how long it is low on average"),
            seconds("high-seconds", 10, "how long a burst lasts on average"),
            new ShapeParameter("seed", "the same one draws the same bursts", 1, 0, 1e15, true));

    private interface Formula {
        /** The value at the start of each second, from 0 on. */
        IntToDoubleFunction over(int seconds, ShapeArguments arguments);
    }

    private final String description;
    private final Formula formula;
    private final List<ShapeParameter> parameters;

    Shape(String description, Formula formula, ShapeParameter... parameters) {
        this.description = description;
        this.formula = formula;
        this.parameters = List.of(parameters);
    }

    /** @throws IllegalArgumentException if there is none of that {@link #id()}; the message lists those there are */
    public static Shape named(String id) {
        return Stream.of(values())
                .filter(shape -> shape.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + id + "' is not a shape; there are "
                        + Stream.of(values()).map(Shape::id).collect(Collectors.joining(", "))));
    }

    /** Its name where users type it, as in {@code double-wave}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One line. */
    public String description() {
        return description;
    }

    public List<ShapeParameter> parameters() {
        return parameters;
    }

    /**
     * A workload of this shape. Numbers below 0 or above {@link Workload#MAX_RATE_PER_SECOND}, which a sum of waves can
     * come to, are brought back to these.
     *
     * @param seconds how long it lasts, from 1 to {@link Workload#MAX_SECONDS}
     * @param arguments {@code name=value} for any of its parameters
     * @throws IllegalArgumentException naming what is wrong and what is accepted
     */
    public Workload workload(int seconds, List<String> arguments) {
        if (seconds < 1 || seconds > Workload.MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "a shape lasts from 1 to " + Workload.MAX_SECONDS + " seconds, not " + seconds);
        }
        IntToDoubleFunction at = formula.over(seconds, parsed(arguments));
        return Workload.of(IntStream.range(0, seconds)
                .mapToDouble(at)
                .map(number -> Math.max(0, Math.min(Workload.MAX_RATE_PER_SECOND, number)))
                .toArray());
    }

    /**
     * All that it takes to draw it again, as in {@code sine min=5 max=50 period=120, 600 s}.
     *
     * @throws IllegalArgumentException as {@link #workload}
     */
    public String title(int seconds, List<String> arguments) {
        return id() + " " + parsed(arguments) + ", " + seconds + " s";
    }

    private ShapeArguments parsed(List<String> arguments) {
        return new ShapeArguments(id(), parameters, arguments);
    }

    private static double between(double from, double to, double share) {
        return from + (to - from) * share;
    }

    /** From 0 at 0 up to 1 at 1 and down to 0 at 2. */
    private static double halfWave(double x) {
        return (1 - Math.cos(Math.PI * x)) / 2;
    }
}
