package org.elasticml.core.workload;

import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** How the requests of a workload are spread over time. */
public enum Arrivals {
    /** A Poisson process: exponential gaps, drawn from the seed. */
    POISSON {
        @Override
        DoubleSupplier unitGaps(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            // -ln(1-u) with u in [0, 1): never the logarithm of zero.
            return () -> -Math.log1p(-random.nextDouble());
        }
    },

    /** Evenly spaced: the k-th request, from 0, when k + 1/2 requests are due. The seed plays no part. */
    UNIFORM {
        @Override
        DoubleSupplier unitGaps(long seed) {
            boolean[] started = {false};
            return () -> {
                double gap = started[0] ? 1 : 0.5;
                started[0] = true;
                return gap;
            };
        }
    };

    abstract DoubleSupplier unitGaps(long seed);

    /**
     * The arrival instants of {@code workload}, in nanoseconds from its start, never decreasing. The same seed gives
     * the same instants.
     *
     * <p>By time rescaling: if the k-th arrival of a process of rate 1 comes at u, that of the process with rate λ(t)
     * comes at Λ⁻¹(u), where Λ(t) is the integral of λ from 0 to t; here λ is constant within a second. (E. Çinlar,
     * Introduction to Stochastic Processes, 1975, chapter 4.) A change of rate takes effect at once, and no gap is
     * drawn again at the border of a second.
     */
    public PrimitiveIterator.OfLong instantsNanos(Workload workload, long seed) {
        return new RescaledInstants(workload, unitGaps(seed));
    }
}
