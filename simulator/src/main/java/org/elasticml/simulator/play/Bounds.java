package org.elasticml.simulator.play;

import org.elasticml.core.simulate.Yardsticks;

/**
 * The yardsticks of one seed's arrivals; core-seconds are not a number where the search would take too long.
 *
 * @param reactive the most that is attained without foresight and without more replicas than ever were needed before
 * @param reactiveMinute the same with no more than were needed in the last minute
 */
record Bounds(
        double fluidCoreSeconds,
        double hindsightCoreSeconds,
        double hindsightWithBootCoreSeconds,
        int bestFixed,
        double bestFixedCoreSeconds,
        double reactive,
        double reactiveMinute) {
    /** Where the best fixed number is more, the cheapest plan is not searched for: that takes about as its square. */
    static final int MOST_REPLICAS_SEARCHED = 200;

    private static final double MINUTE = 60;

    /** Longer than any workload. */
    private static final double ALWAYS = 1e9;

    static Bounds of(
            Yardsticks yardsticks, double hindsight, double bootSeconds, int initialReplicas, boolean searched) {
        return new Bounds(
                yardsticks.fluidCoreSeconds(),
                hindsight,
                searched ? yardsticks.hindsight(bootSeconds).coreSeconds() : Double.NaN,
                yardsticks.bestFixed(),
                yardsticks.bestFixedCoreSeconds(),
                yardsticks.reactiveBound(initialReplicas, bootSeconds, ALWAYS),
                yardsticks.reactiveBound(initialReplicas, bootSeconds, MINUTE));
    }
}
