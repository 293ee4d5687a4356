package org.elasticml.loadtester.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a run must keep to, as in {@code p99<500ms}, {@code attainment>=99%}, {@code failed<=0}, {@code errors<0.1%}.
 *
 * @param text as it was given
 * @param limit in the metric's unit: milliseconds, requests, requests a second or percent
 * @param percent whether {@code limit} is a share of all requests
 */
public record Threshold(String text, ThresholdMetric metric, Operator operator, double limit, boolean percent) {
    private static final Pattern FORM =
            Pattern.compile("\\s*([a-z0-9]+)\\s*(<=|>=|<|>)\\s*(\\d+(?:\\.\\d+)?)\\s*(ms|s|%|/s)?\\s*");
    private static final double MILLIS_PER_SECOND = 1e3;

    /** How a value is compared with the limit. */
    public enum Operator {
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        private static Operator of(String sign) {
            return Arrays.stream(values())
                    .filter(operator -> operator.sign.equals(sign))
                    .findFirst()
                    .orElseThrow();
        }

        private boolean holds(double value, double limit) {
            return switch (this) {
                case LESS -> value < limit;
                case AT_MOST -> value <= limit;
                case MORE -> value > limit;
                case AT_LEAST -> value >= limit;
            };
        }
    }

    /**
     * @throws IllegalArgumentException saying what is accepted
     */
    public static Threshold parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a threshold; one is a metric, one of < <= > >=, "
                    + "and a number with its unit, as in p99<500ms; metrics: " + metrics());
        }
        ThresholdMetric metric = ThresholdMetric.named(matcher.group(1))
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "': there is no metric '"
                        + matcher.group(1) + "' for a threshold; there are " + metrics()));
        String unit = matcher.group(4) == null ? "" : matcher.group(4);
        if (!metric.units().contains(unit)) {
            throw new IllegalArgumentException(
                    "'" + text + "': " + metric.word() + " is compared with a number " + metric.unitsText());
        }
        double limit = Double.parseDouble(matcher.group(3)) * (unit.equals("s") ? MILLIS_PER_SECOND : 1);
        return new Threshold(text.strip(), metric, Operator.of(matcher.group(2)), limit, unit.equals("%"));
    }

    private static String metrics() {
        return Arrays.stream(ThresholdMetric.values())
                .map(ThresholdMetric::word)
                .collect(Collectors.joining(", "));
    }

    /** What is not known does not hold: a run in which nothing succeeded has no p99 below any limit. */
    public boolean holds(Summary summary) {
        OptionalDouble value = metric.value(summary, percent);
        return value.isPresent() && accepts(value.getAsDouble());
    }

    /** Whether a value of its metric, in the unit of {@link #limit}, is within the limit. */
    public boolean accepts(double value) {
        return operator.holds(value, limit);
    }

    /** The threshold, and what was: "p99<500ms: 612.30 ms". */
    public String describe(Summary summary) {
        OptionalDouble value = metric.value(summary, percent);
        return text
                + ": "
                + (value.isPresent()
                        ? String.format(Locale.ROOT, "%.2f%s", value.getAsDouble(), percent ? " %" : metric.suffix())
                        : "not known, nothing succeeded or nothing was sent");
    }
}
