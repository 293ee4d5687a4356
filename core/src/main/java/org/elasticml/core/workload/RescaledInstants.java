package org.elasticml.core.workload;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.function.DoubleSupplier;

/**
 * Maps a process of unit rate onto a workload.
 *
 * <p>By time rescaling: if the k-th arrival of a process of rate 1 comes at u, that of the process with rate λ(t) comes
 * at Λ⁻¹(u), where Λ(t) is the integral of λ from 0 to t; here λ is constant within a second. (E. Çinlar, Introduction
 * to Stochastic Processes, 1975, chapter 4.) A change of rate takes effect at once, and no gap is drawn again at the
 * border of a second.
 */
final class RescaledInstants implements PrimitiveIterator.OfLong {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Workload workload;
    private final DoubleSupplier unitGaps;
    /** The second that {@link #due} falls into, if there are enough of them. */
    private int second;
    /** Λ at the start of {@link #second}. */
    private double before;
    /** The unit-rate instant of the next arrival. */
    private double due;

    RescaledInstants(Workload workload, DoubleSupplier unitGaps) {
        this.workload = workload;
        this.unitGaps = unitGaps;
        advance();
    }

    private void advance() {
        due += unitGaps.getAsDouble();
        while (second < workload.seconds() && before + workload.ratePerSecond(second) <= due) {
            before += workload.ratePerSecond(second++);
        }
    }

    @Override
    public boolean hasNext() {
        return second < workload.seconds();
    }

    @Override
    public long nextLong() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        double instant = second + (due - before) / workload.ratePerSecond(second);
        advance();
        return (long) (instant * NANOS_PER_SECOND);
    }
}
