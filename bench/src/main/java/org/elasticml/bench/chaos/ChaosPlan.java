package org.elasticml.bench.chaos;

/**
 * How a scenario is run.
 *
 * @param seconds of load
 * @param load share of what the replicas can do that are there throughout
 * @param times how often {@code scale-down} and the durable scenarios do it
 * @param minutes of {@code soak}
 * @param real ml-apps, not stubs
 * @param stopSeconds from SIGSTOP to SIGCONT
 * @param sloMillis what is in time
 * @param seed of a durable scenario's first run; each later one takes the next
 */
record ChaosPlan(
        int seconds, double load, int times, int minutes, boolean real, int stopSeconds, double sloMillis, long seed) {
    private static final double BEFORE_SHARE = 0.25;

    /** When the fault comes. */
    double faultSecond() {
        return BEFORE_SHARE * seconds;
    }
}
