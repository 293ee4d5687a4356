package org.elasticml.loadtester.agent;

/**
 * How the clock of an agent is set against one's own, from questions and answers: the agent read its clock half of the round trip
 * after the question left, give or take that half. Of all round trips the shortest says most (D. L. Mills, "Internet Time
 * Synchronization: the Network Time Protocol", 1991, section 4: the clock filter). Instants are those of
 * {@link System#nanoTime}, which begins anywhere. Thread-safe.
 */
final class RoundTrips {
    private long bestNanos = Long.MAX_VALUE;
    private long aheadNanos;

    /**
     * @param sentNanos when the question left, by one's own clock, as {@code receivedNanos}
     * @param agentNanos what the agent's clock said
     */
    synchronized void add(long sentNanos, long agentNanos, long receivedNanos) {
        long tripNanos = receivedNanos - sentNanos;
        if (tripNanos < bestNanos) {
            bestNanos = tripNanos;
            aheadNanos = agentNanos - (sentNanos + tripNanos / 2);
        }
    }

    /**
     * How far apart agents can be that were told to begin at the same instant: two are off by half of their shortest round trips each.
     *
     * @param bestNanos of each agent, in ascending order
     */
    static double skewNanos(long... bestNanos) {
        int agents = bestNanos.length;
        return agents < 2 ? 0 : (bestNanos[agents - 1] + bestNanos[agents - 2]) / 2.0;
    }

    /** The shortest. */
    synchronized long bestNanos() {
        return bestNanos;
    }

    /** What the agent's clock says when one's own says that. */
    synchronized long toAgent(long ownNanos) {
        return ownNanos + aheadNanos;
    }
}
