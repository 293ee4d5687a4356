package org.elasticml.mlapp.serving;

import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Finds the best batch size from a few measurements. What counts is the thread's CPU time: unlike the clock, it does not
 * go on while another process has the core, and so one unlucky measurement settles nothing. Sizes double from 1 as long as there is time and it pays: once two
 * doublings together bring less than 3 % more photos a second, larger batches are not tried. (Two, because a single one
 * may be bad luck.) The best is the smallest size whose rate is within 3 % of the highest: what a larger batch adds to
 * everyone's latency is paid for only where it brings throughput. A size that there is no time to measure is not chosen:
 * it would take longer than an answer may.
 */
final class BatchSizeSearch {
    private static final double WORTH = 1.03;

    private final int max;
    private final NavigableMap<Integer, Double> cpuSeconds = new TreeMap<>();

    /**
     * @param max the largest size to consider, at least 1
     */
    BatchSizeSearch(int max) {
        this.max = max;
    }

    /**
     * The size to measure next; empty if the search is over.
     *
     * @param cpuSecondsLeft for measuring; the first size is measured whatever it takes
     */
    OptionalInt next(double cpuSecondsLeft) {
        if (cpuSeconds.isEmpty()) {
            return OptionalInt.of(1);
        }
        int last = cpuSeconds.lastKey();
        int next = Math.min(2 * last, max);
        boolean fits = next / perSecond(last) <= cpuSecondsLeft;
        return last < max && fits && stillGrows() ? OptionalInt.of(next) : OptionalInt.empty();
    }

    /**
     * @param batchCpuSeconds what a batch of that size takes of a core
     */
    void measured(int size, double batchCpuSeconds) {
        cpuSeconds.put(size, batchCpuSeconds);
    }

    /** The size to serve with; at least one was measured. */
    int best() {
        double highest =
                cpuSeconds.keySet().stream().mapToDouble(this::perSecond).max().orElseThrow();
        return cpuSeconds.keySet().stream()
                .filter(size -> perSecond(size) * WORTH >= highest)
                .findFirst()
                .orElseThrow();
    }

    private boolean stillGrows() {
        Integer last = cpuSeconds.lastKey();
        Integer before = cpuSeconds.lowerKey(last);
        Integer first = before == null ? null : cpuSeconds.lowerKey(before);
        return first == null || Math.max(perSecond(last), perSecond(before)) >= perSecond(first) * WORTH;
    }

    private double perSecond(int size) {
        return size / cpuSeconds.get(size);
    }
}
