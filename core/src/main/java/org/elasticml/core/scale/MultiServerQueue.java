package org.elasticml.core.scale;

/**
 * The queue M/G/c: Poisson arrivals that wait in one line, first come first served, for c servers. Waiting times are
 * approximate, but exact for M/M/c:
 *
 * <ul>
 *   <li>Tail: P(W &gt; t) ≈ α·e^(−θt). Its decay θ &gt; 0 is exact and solves E[e^(θS/c)] = 1 + θ/λ (Y. Takahashi,
 *       "Asymptotic exponentiality of the tail of the waiting-time distribution in a PH/PH/c queue", 1981); for a constant
 *       service time D this is c·ln(1 + θ/λ) = θD. S is taken as gamma distributed with the given mean and variation.
 *   <li>α ≈ θ·E[W] (J. Abate, G. L. Choudhury, W. Whitt, "Exponential approximations for tail probabilities in queues, I",
 *       Operations Research 43, 1995).
 *   <li>E[W] ≈ v·E[W of M/M/c] + (1 − v)·E[W of M/D/c], v being the squared coefficient of variation (Page 1972; H. C.
 *       Tijms, "A First Course in Stochastic Models", 2003, section 9.6), and E[W of M/D/c] by the correction of G. P.
 *       Cosmetatos (1976) that T. Kimura ("Approximations for multi-server queues: system interpolations", Queueing Systems
 *       17, 1994) gave its limit in light traffic.
 * </ul>
 *
 * @param servers c, at least 1
 * @param arrivalsPerSecond λ, more than 0
 * @param serviceSeconds the mean of S, more than 0
 * @param variation variance of S ÷ its squared mean: 0 for a constant, 1 for an exponential time
 */
record MultiServerQueue(int servers, double arrivalsPerSecond, double serviceSeconds, double variation) {
    /** From where on the share of late ones follows from the load: the formula has no value for a load of 1. */
    private static final double ALMOST_BUSY = 0.995;

    /** Halvings of an interval: to the precision of a double. */
    private static final int HALVINGS = 60;

    /** Erlangs. */
    double load() {
        return arrivalsPerSecond * serviceSeconds;
    }

    /** Whether the servers can do it at all. */
    boolean isStable() {
        return load() < servers;
    }

    /** E[W], without the service; infinite unless {@link #isStable}. */
    double meanWaitSeconds() {
        if (!isStable()) {
            return Double.POSITIVE_INFINITY;
        }
        double exponential = Erlang.waiting(servers, load()) * serviceSeconds / (servers - load());
        return exponential * (variation + (1 - variation) * constantToExponential());
    }

    /** E[W of M/D/c] ÷ E[W of M/M/c]: ½ in heavy traffic, c/(c + 1) in light. */
    private double constantToExponential() {
        if (servers == 1) {
            return 0.5;
        }
        double c = servers;
        double busy = load() / c;
        double cosmetatos = (1 - busy) * (c - 1) * (Math.sqrt(4 + 5 * c) - 2) / (16 * c * busy);
        double kimura = 1 - Math.exp(-(c - 1) / ((c + 1) * cosmetatos));
        return (1 + cosmetatos * kimura) / 2;
    }

    /** θ, a second; 0 unless {@link #isStable}. */
    double decayPerSecond() {
        if (!isStable()) {
            return 0;
        }
        // The function is convex, 0 at 0 and falls from there: its other zero is θ, which halving finds.
        double low = 0;
        double high = arrivalsPerSecond;
        while (excess(high) < 0) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (excess(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** ln E[e^(θS/c)] − ln(1 + θ/λ). */
    private double excess(double decay) {
        return logMoment(decay / servers) - Math.log1p(decay / arrivalsPerSecond);
    }

    /** ln E[e^(sS)] of a gamma distribution. */
    private double logMoment(double s) {
        if (variation == 0) {
            return s * serviceSeconds;
        }
        double share = s * serviceSeconds * variation;
        return share >= 1 ? Double.POSITIVE_INFINITY : -Math.log1p(-share) / variation;
    }

    /** P(W &gt; {@code seconds}); 1 for less than 0, and unless {@link #isStable}. */
    double waitTail(double seconds) {
        if (seconds < 0 || !isStable()) {
            return 1;
        }
        double decay = decayPerSecond();
        return Math.min(1, decay * meanWaitSeconds() * Math.exp(-decay * seconds));
    }

    /**
     * The share of requests that are not begun on within {@code seconds}, when those that have waited that long let others
     * go first, or leave: (1 − ρ)·P(W &gt; t) / (1 − ρ·P(W &gt; t)), ρ being the load of each server and W the wait if nobody
     * did. Exact for M/M/c and M/G/1, else approximate (N. K. Boots and H. Tijms, "A multiserver queueing system with
     * impatient customers", Management Science 45, 1999). At a load of 1 and above no more are begun on in time than just
     * below.
     */
    double lateShare(double seconds) {
        double busy = load() / servers;
        if (busy <= ALMOST_BUSY) {
            return lateShare(busy, waitTail(seconds));
        }
        MultiServerQueue almost =
                new MultiServerQueue(servers, ALMOST_BUSY * servers / serviceSeconds, serviceSeconds, variation);
        return 1 - (1 - lateShare(ALMOST_BUSY, almost.waitTail(seconds))) * ALMOST_BUSY / busy;
    }

    private static double lateShare(double busy, double tail) {
        return (1 - busy) * tail / (1 - busy * tail);
    }
}
