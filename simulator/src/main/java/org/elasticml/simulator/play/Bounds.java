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
    /** Requests × replicas; of more the cheapest plan is not searched for: seconds for each search are enough. */
    private static final double MOST_SEARCHED = 10e6;

    private static final double MINUTE = 60;

    /** Longer than any workload. */
    private static final double ALWAYS = 1e9;

    static boolean areSearched(Yardsticks yardsticks, int requests) {
        return (double) requests * yardsticks.bestFixed() <= MOST_SEARCHED;
    }

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
