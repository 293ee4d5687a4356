package org.elasticml.loadtester.measure.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rounds of a deployment that never was: latencies around 20 ms, log-normal, each depending on the one before.
 *
 * @param requests of a round
 * @param memory the correlation of the logarithms of two latencies that follow each other; 0 if they are independent
 */
record SyntheticRounds(int requests, double memory) {
    private static final double MEDIAN_NANOS = 20e6;
    private static final double SIGMA = 0.5;
    private static final double ERROR_SHARE = 0.01;
    private static final double USERS = 4;

    /**
     * @param weather one factor a round: what the machine was like, for all deployments
     * @param slowness of this deployment
     */
    List<Piece> draw(double[] weather, double slowness, Random random) {
        return Arrays.stream(weather)
                .mapToObj(factor -> round(factor * slowness, random))
                .toList();
    }

    static double[] weather(int rounds, Random random) {
        return IntStream.range(0, rounds)
                .mapToDouble(round -> Math.exp(0.05 * random.nextGaussian()))
                .toArray();
    }

    private Piece round(double factor, Random random) {
        double log = random.nextGaussian();
        long[] nanos = new long[requests];
        int succeeded = 0;
        double busySeconds = 0;
        for (int i = 0; i < requests; i++) {
            log = memory * log + Math.sqrt(1 - memory * memory) * random.nextGaussian();
            long latency = Math.round(MEDIAN_NANOS * factor * Math.exp(SIGMA * log));
            busySeconds += latency / 1e9;
            if (random.nextDouble() >= ERROR_SHARE) {
                nanos[succeeded++] = latency;
            }
        }
        long[] sorted = Arrays.copyOf(nanos, succeeded);
        Arrays.sort(sorted);
        return new Piece(sorted, requests, busySeconds / USERS);
    }
}
