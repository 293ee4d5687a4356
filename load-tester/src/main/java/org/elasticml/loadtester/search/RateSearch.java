package org.elasticml.loadtester.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which rate to try next. Doubles (or halves) until one rate held and one missed, bisects between them until they are close
 * enough, and tries both ends again until they are confirmed: the binary search of RFC 2544
 * (sections 24 and 26.1), between bounds as MLRsearch has them (draft-ietf-bmwg-mlrsearch).
 *
 * <p>Where arrivals or the target wander, trials contradict each other. A rate is then tried until {@link RateTally} knows; one
 * that missed below one that held, and that other, until both are confirmed. If they stand, the bracket stays as wide as they
 * are apart.
 *
 * <p>Ends always: a rate has six trials at most, and those tried between {@code lowest} and {@code to} are at least half the
 * precision apart, but for rounding.
 */
public final class RateSearch {
    private static final MathContext DIGITS = new MathContext(4);

    /** Both ends, after the trial that made each an end. */
    private static final int CONFIRMING = RateTally.HOLDS + RateTally.MISSES - 2;

    /**
     * What is tried again where arrivals are random: in 100 searches each, with the first rate from a half of the answer to all
     * of it, 16 to 23 trials in the mean with Poisson's, 13 with uniform ones, which never contradict each other.
     */
    private static final int CONTRADICTING = 6;

    private final SearchLimits limits;
    private final TreeMap<Double, RateTally> tallies = new TreeMap<>();

    private RateSearch(SearchLimits limits, List<Tried> trials) {
        this.limits = limits;
        trials.forEach(trial -> tallies.merge(trial.rate(), RateTally.of(trial), RateTally::plus));
    }

    /** The rate of the next trial; empty if enough is known. */
    public static OptionalDouble next(SearchLimits limits, List<Tried> trials) {
        return optional(new RateSearch(limits, trials).next());
    }

    /** What is known, at any time. */
    public static Bracket bracket(SearchLimits limits, List<Tried> trials) {
        RateSearch search = new RateSearch(limits, trials);
        return new Bracket(
                optional(search.holdsAt().map(RateTally::rate)),
                optional(search.missesAt().map(RateTally::rate)),
                (int) search.tallies.values().stream()
                        .filter(RateTally::isContradictory)
                        .count());
    }

    /** Roughly how many trials are to come, if both ends are as near as doubling finds them. */
    public static int expectedTrials(SearchLimits limits, List<Tried> trials) {
        RateSearch search = new RateSearch(limits, trials);
        if (search.next().isEmpty()) {
            return 0;
        }
        Optional<RateTally> low = search.holdsAt();
        Optional<RateTally> high = search.missesAt();
        if (low.isEmpty() || high.isEmpty()) {
            Optional<RateTally> only = low.or(() -> high)
                    .filter(end -> end.isHeld() ? end.rate() >= limits.to() : end.rate() <= limits.lowest());
            if (only.isPresent()) {
                return Math.max(1, only.get().trialsLeft());
            }
            return 1 + halvings(0.5, limits.precision()) + CONFIRMING + CONTRADICTING;
        }
        int halvings = halvings(1 - low.get().rate() / high.get().rate(), limits.precision());
        int confirming = halvings > 0
                ? CONFIRMING + CONTRADICTING
                : low.get().trialsLeft() + high.get().trialsLeft();
        return Math.max(1, halvings + confirming);
    }

    private static int halvings(double width, double precision) {
        return (int) Math.max(0, Math.ceil(Math.log(width / precision) / Math.log(2)));
    }

    private Optional<Double> next() {
        if (tallies.isEmpty()) {
            return Optional.of(limits.from());
        }
        return Stream.<Supplier<Optional<Double>>>of(
                        this::open, this::inverted, this::above, this::below, this::unconfirmed)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Double> open() {
        return lowest(RateTally::isOpen).map(RateTally::rate);
    }

    private Optional<Double> inverted() {
        boolean isInverted = lowestMissed()
                .flatMap(missed -> highestHeld().map(held -> missed.rate() < held.rate()))
                .orElse(false);
        return isInverted ? again(lowestMissed(), highestHeld()) : Optional.empty();
    }

    private Optional<Double> above() {
        return highestHeld().flatMap(held -> missesAt()
                .map(missed -> between(held, missed))
                .orElseGet(() -> held.rate() < limits.to()
                        ? Optional.of(Math.min(limits.to(), rounded(2 * held.rate())))
                        : Optional.empty()));
    }

    private Optional<Double> below() {
        return lowestMissed().flatMap(missed -> holdsAt()
                .map(held -> between(held, missed))
                .orElseGet(() -> missed.rate() > limits.lowest()
                        ? Optional.of(Math.max(limits.lowest(), rounded(missed.rate() / 2)))
                        : Optional.empty()));
    }

    /** Also where all held, or nothing did: the one end that there is. */
    private Optional<Double> unconfirmed() {
        return again(missesAt().or(this::highestHeld), holdsAt().or(this::lowestMissed));
    }

    private Optional<Double> between(RateTally low, RateTally high) {
        if (high.rate() - low.rate() <= limits.precision() * high.rate()) {
            return Optional.empty();
        }
        return Optional.of(rounded((low.rate() + high.rate()) / 2));
    }

    /** To four digits, so that a rate can be typed again as it was shown. */
    public static double rounded(double rate) {
        return BigDecimal.valueOf(rate).round(DIGITS).doubleValue();
    }

    private static Optional<Double> again(Optional<RateTally> first, Optional<RateTally> second) {
        return Stream.concat(first.stream(), second.stream())
                .filter(end -> !end.isConfirmed())
                .map(RateTally::rate)
                .findFirst();
    }

    private Optional<RateTally> highestHeld() {
        return tallies.descendingMap().values().stream()
                .filter(RateTally::isHeld)
                .findFirst();
    }

    private Optional<RateTally> lowestMissed() {
        return lowest(RateTally::isMissed);
    }

    /** At it and below it all held. */
    private Optional<RateTally> holdsAt() {
        double before = lowest(tally -> !tally.isHeld()).map(RateTally::rate).orElse(Double.POSITIVE_INFINITY);
        return Optional.ofNullable(tallies.lowerEntry(before)).map(Map.Entry::getValue);
    }

    /** At it and above it all missed. */
    private Optional<RateTally> missesAt() {
        double after = tallies.descendingMap().values().stream()
                .filter(tally -> !tally.isMissed())
                .map(RateTally::rate)
                .findFirst()
                .orElse(Double.NEGATIVE_INFINITY);
        return Optional.ofNullable(tallies.higherEntry(after)).map(Map.Entry::getValue);
    }

    private Optional<RateTally> lowest(Predicate<RateTally> condition) {
        return tallies.values().stream().filter(condition).findFirst();
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
