package org.elasticml.bench.chaos;

import java.util.SplittableRandom;

/**
 * One run of a durable scenario: when harm is done, by chance.
 *
 * @param requests asynchronous ones, each with an image of its own
 * @param gapNanos from one request's due instant to the next one's
 * @param harmNanos when somebody is killed, from the start
 * @param awayMillis how long Redis stays away, in the scenario in which it does
 */
record DurablePlan(long seed, int requests, long gapNanos, long harmNanos, long awayMillis) {
    static final int REQUESTS = 500;
    /** Requests are posted for this part of the time in which they can be answered, so that a backlog grows. */
    private static final double POSTING_SHARE = 0.6;

    private static final double MIN_HARM_SHARE = 0.05;
    private static final double MAX_HARM_SHARE = 0.95;
    private static final int MIN_AWAY_MILLIS = 500;
    private static final int MAX_AWAY_MILLIS = 1_500;

    /**
     * The same for the same seed and time.
     *
     * @param answerNanos what the replicas take to answer all of them
     */
    static DurablePlan of(long seed, long answerNanos) {
        // Random begins alike with seeds that follow each other.
        SplittableRandom random = new SplittableRandom(seed);
        double share = MIN_HARM_SHARE + (MAX_HARM_SHARE - MIN_HARM_SHARE) * random.nextDouble();
        int away = MIN_AWAY_MILLIS + random.nextInt(MAX_AWAY_MILLIS - MIN_AWAY_MILLIS + 1);
        return new DurablePlan(
                seed,
                REQUESTS,
                Math.round(POSTING_SHARE * answerNanos / REQUESTS),
                Math.round(share * answerNanos),
                away);
    }

    /** When a request is due, from the start. */
    long dueNanos(int image) {
        return image * gapNanos;
    }
}
