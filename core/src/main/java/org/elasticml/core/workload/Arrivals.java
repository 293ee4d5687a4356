package org.elasticml.core.workload;

import java.util.PrimitiveIterator;
import java.util.SplittableRandom;

/** How the requests of a workload are spread over time. */
public enum Arrivals {
    /** A Poisson process: exponential gaps, drawn from the seed. */
    POISSON {
        @Override
        public PrimitiveIterator.OfLong instantsNanos(Workload workload, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            // -ln(1-u) with u in [0, 1): never the logarithm of zero.
            return new RescaledInstants(workload, () -> -Math.log1p(-random.nextDouble()));
        }
    },

    /** Evenly spaced: the k-th request, from 0, when k + 1/2 requests are due. The seed plays no part. */
    UNIFORM {
        @Override
        public PrimitiveIterator.OfLong instantsNanos(Workload workload, long seed) {
            boolean[] started = {false};
            return new RescaledInstants(workload, () -> {
                double gap = started[0] ? 1 : 0.5;
                started[0] = true;
                return gap;
            });
        }
    },

    /**
     * All requests of a second at once, at its start. Fractions of a request are carried over to the seconds after: by
     * the end of each, the sum of the rates so far, rounded half up, has come. The seed plays no part.
     */
    BURST {
        @Override
        public PrimitiveIterator.OfLong instantsNanos(Workload workload, long seed) {
            return new BurstInstants(workload);
        }
    },

    /**
     * As the load tester BarAzmoon, in its forks that call {@code np.random.seed(42)} and no longer shorten the gaps by
     * 1.5: a fixed number of requests for each second, and exponential gaps that are the same in all seconds of the
     * same number.
     *
     * <p>BarAzmoon takes whole numbers; here, fractions are carried over as in {@link #BURST}. For each second it forks
     * a process, which inherits the generator as it was seeded, and in it sends its n requests after the delays
     * {@code np.cumsum(np.random.exponential(1 / n, n))}. So the draws start anew in every second: MT19937, seeded by
     * the low 32 bits of the seed, doubles u of 53 bits, and gaps of −ln(1−u)/n seconds, the first from the start of
     * the second. Nothing makes the gaps of a second add up to one: where they are longer, the last requests are sent
     * while those of the next second already are, and those of the last second after the workload's end. That is so
     * here too: a second always brings about the requests asked for it, though some of them come later. With seed 42
     * a second overruns by 0.74 s at most (if it has two requests), with any seed by less than 36 s.
     */
    BARAZMOON {
        @Override
        public PrimitiveIterator.OfLong instantsNanos(Workload workload, long seed) {
            return new BarAzmoonInstants(workload, (int) seed);
        }
    };

    /** The seed to use unless told otherwise: the one that {@link #BARAZMOON} is published with. */
    public static final long DEFAULT_SEED = 42;

    /**
     * The arrival instants of {@code workload}, in nanoseconds from its start, never decreasing, made one at a time as
     * they are asked for. The same seed gives the same instants. All are within the workload, but for
     * {@link #BARAZMOON}.
     */
    public abstract PrimitiveIterator.OfLong instantsNanos(Workload workload, long seed);
}
