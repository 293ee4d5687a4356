package org.elasticml.core.simulate;

/**
 * What a scaling policy is held against: costs, in core-seconds, for arrivals that are known, served first come first
 * served, one request a core, with at most a given share of them late.
 *
 * @param fluidCoreSeconds max(work, seconds): nothing that has at least one replica and serves all costs less, but for what
 *     is served after the end
 * @param hindsight the cheapest plan found, if replicas come at once
 * @param hindsightWithBoot the same if each start costs the time of a boot as well, and the plan takes that into account
 * @param bestFixed the least number of replicas that will do, there from start to end
 * @param bestFixedCoreSeconds what they cost
 */
public record Yardsticks(
        double fluidCoreSeconds,
        Hindsight.Plan hindsight,
        Hindsight.Plan hindsightWithBoot,
        int bestFixed,
        double bestFixedCoreSeconds) {
    /**
     * @param arrivals instants in nanoseconds from the start, not decreasing
     * @param seconds how long replicas are paid for; what is left then is served by those of the last second
     * @param serviceNanos what each request takes
     * @param sloNanos what is in time, not less than {@code serviceNanos}
     * @param lateShare the share of requests that may be late, as in 0.01
     * @throws IllegalArgumentException if no number of replicas meets the SLO
     */
    public static Yardsticks of(
            long[] arrivals, int seconds, long serviceNanos, long sloNanos, double lateShare, double bootSeconds) {
        if (serviceNanos > sloNanos) {
            throw new IllegalArgumentException("a request takes " + serviceNanos / 1e9
                    + " s, so that no number of replicas meets an SLO of " + sloNanos / 1e9 + " s");
        }
        FirstComeFirstServed queue = new FirstComeFirstServed(arrivals, seconds, serviceNanos, sloNanos);
        int mayBeLate = (int) (lateShare * arrivals.length);
        int fixed = bestFixed(queue, mayBeLate);
        return new Yardsticks(
                Math.max(arrivals.length * (serviceNanos / 1e9), seconds),
                new Hindsight(queue, mayBeLate, fixed, 0).plan(),
                new Hindsight(queue, mayBeLate, fixed, bootSeconds).plan(),
                fixed,
                (double) fixed * seconds);
    }

    /** By bisection: more replicas never make more requests late. */
    private static int bestFixed(FirstComeFirstServed queue, int mayBeLate) {
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
}
