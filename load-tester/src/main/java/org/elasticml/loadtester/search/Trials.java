package org.elasticml.loadtester.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The trials of a search so far. A rate that the load tester was late with twice is above what it can send: what it can is
 * looked for below, as if that rate had been missed, but nothing is said of the target there.
 */
public final class Trials {
    private static final int LATE = 2;

    private final SearchLimits limits;
    private final List<Tried> judged = new ArrayList<>();
    /** The same, and what can't be sent. */
    private final List<Tried> steps = new ArrayList<>();

    private final Map<Double, Integer> late = new TreeMap<>();

    public Trials(SearchLimits limits) {
        this.limits = limits;
    }

    public SearchLimits limits() {
        return limits;
    }

    public void judged(double rate, boolean held) {
        judged.add(new Tried(rate, held));
        steps.add(new Tried(rate, held));
    }

    /**
     * Requests left too late to judge the target by them; a machine that was busy for a moment gets a second chance.
     *
     * @return whether that was the second time
     */
    public boolean late(double rate) {
        boolean isAgain = late.merge(rate, 1, Integer::sum) >= LATE;
        if (isAgain) {
            steps.addAll(Collections.nCopies(RateTally.MISSES, new Tried(rate, false)));
        }
        return isAgain;
    }

    /** The rate of the next; empty if enough is known. */
    public OptionalDouble next() {
        return RateSearch.next(limits, steps);
    }

    /** Roughly how many are to come. */
    public int expected() {
        return RateSearch.expectedTrials(limits, steps);
    }

    /** What is known of the target. */
    public Bracket bracket() {
        return RateSearch.bracket(limits, judged);
    }

    /** Whether what is known ends where the load tester can't send more. */
    public boolean isLimitedBySender() {
        return !RateSearch.bracket(limits, steps).missesAt().equals(bracket().missesAt());
    }
}
