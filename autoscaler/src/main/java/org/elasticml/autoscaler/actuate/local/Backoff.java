package org.elasticml.autoscaler.actuate.local;

/** How long to wait before a replica that died is started again: 1, 2, 4 … 30 s; 1 s again once it has served a while. */
final class Backoff {
    private static final double FIRST_SECONDS = 1;
    private static final double MOST_SECONDS = 30;
    private static final double A_WHILE_SECONDS = 30;

    private double nextSeconds = FIRST_SECONDS;

    /** @param servedSeconds for how long it had served before it died; 0 if it never did */
    double afterDeath(double servedSeconds) {
        double wait = servedSeconds >= A_WHILE_SECONDS ? FIRST_SECONDS : nextSeconds;
        nextSeconds = Math.min(MOST_SECONDS, 2 * wait);
        return wait;
    }
}
