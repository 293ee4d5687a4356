package org.elasticml.core.simulate;

/**
 * What a scaling policy is held against: costs, in core-seconds, for arrivals that are known, served first come first
 * served, one request a core, with at most a given share of them late; and what can be reached without knowing them.
 */
public final class Yardsticks {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long[] arrivals;
    private final int seconds;
    private final long serviceNanos;
    private final long sloNanos;
    private final int mayBeLate;
    private final FirstComeFirstServed queue;
    private final int bestFixed;

    /**
     * @param arrivals instants in nanoseconds from the start, not decreasing
     * @param seconds how long replicas are paid for; what is left then is served by those of the last second
     * @param serviceNanos what each request takes
     * @param sloNanos what is in time, not less than {@code serviceNanos}
     * @param lateShare the share of requests that may be late, as in 0.01
     * @throws IllegalArgumentException if no number of replicas meets the SLO
     */
    public Yardsticks(long[] arrivals, int seconds, long serviceNanos, long sloNanos, double lateShare) {
        if (serviceNanos > sloNanos) {
            throw new IllegalArgumentException("a request takes " + serviceNanos / 1e9
                    + " s, so that no number of replicas meets an SLO of " + sloNanos / 1e9 + " s");
        }
        this.arrivals = arrivals;
        this.seconds = seconds;
        this.serviceNanos = serviceNanos;
        this.sloNanos = sloNanos;
        mayBeLate = (int) (lateShare * arrivals.length);
        queue = new FirstComeFirstServed(arrivals, seconds, serviceNanos, sloNanos);
        bestFixed = searchBestFixed();
    }

    /** By bisection: more replicas never make more requests late. */
    private int searchBestFixed() {
        int tooFew = 0;
        int enough = 1;
        while (queue.late(enough) > mayBeLate) {
            tooFew = enough;
            enough *= 2;
        }
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (queue.late(middle) > mayBeLate) {
                tooFew = middle;
            } else {
                enough = middle;
            }
        }
        return enough;
    }

    /**
     * max(work, seconds): nothing that has at least one replica and serves all costs less, but for what is served after the
     * end.
     */
    public double fluidCoreSeconds() {
        return Math.max(arrivals.length * (serviceNanos / 1e9), seconds);
    }

    /** The least number of replicas that will do, there from start to end. */
    public int bestFixed() {
        return bestFixed;
    }

    /** What they cost. */
    public double bestFixedCoreSeconds() {
        return (double) bestFixed * seconds;
    }

    /**
     * The cheapest plan that a search finds, if replicas come at once. The search takes long where there are many replicas:
     * about as the product of requests, replicas and seconds.
     *
     * @param bootSeconds core-seconds that each start costs, which the plan takes into account
     */
    public Hindsight.Plan hindsight(double bootSeconds) {
        return new Hindsight(queue, mayBeLate, bestFixed, bootSeconds).plan();
    }

    /**
     * An upper bound of the attainment of whoever reacts and never foresees: of any policy that at no instant has more
     * replicas serving than the busiest second that was over a boot before needs (its requests × service time, rounded up),
     * looking back so far and no farther. Replicas in excess of that are spare; a policy that has some, or that
     * extrapolates a rise, may do better.
     *
     * <p>The work is taken as a fluid that flows into as many cores as there are, in the order of arrival, and a request
     * that would not be done within the SLO is not begun. That serves the most: all have the same work and the same time
     * to do it in, so that which of them are left out does not matter (Moore and Hodgson's rule for equal times; J. M.
     * Moore, "An n job, one machine sequencing algorithm for minimizing the number of late jobs", 1968).
     *
     * @param initialReplicas there are never fewer
     * @param memorySeconds how far back from the boot's start; from 1
     */
    public double reactiveBound(int initialReplicas, double bootSeconds, double memorySeconds) {
        if (arrivals.length == 0) {
            return 1;
        }
        return new ReactiveFleet(
                                arrivals,
                                serviceNanos,
                                initialReplicas,
                                Math.round(bootSeconds * NANOS_PER_SECOND),
                                Math.round(memorySeconds * NANOS_PER_SECOND))
                        .servedWithin(sloNanos)
                / (double) arrivals.length;
    }
}
