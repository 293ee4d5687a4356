package org.elasticml.mlapp.serving;

import java.util.Arrays;

/** When a photo that comes now would be answered. */
final class Forecast {
    private Forecast() {}

    /**
     * Plays what will happen: whichever thread is free first takes the next batch, until the new photo is in one.
     *
     * @param freeInSeconds when each thread will be free, 0 if it is
     * @param waiting photos ahead of the new one
     * @return seconds from now until its answer, should nobody come after it
     */
    static double seconds(double[] freeInSeconds, int waiting, BatchRule rule, ServiceTimes times) {
        double[] free = freeInSeconds.clone();
        if (waiting == 0 && Arrays.stream(free).anyMatch(seconds -> seconds <= 0)) {
            return delay(1, rule) + times.hopefulSecondsOfOne();
        }
        double full = times.seconds(rule.cap());
        int ahead = waiting;
        for (; ahead >= rule.cap(); ahead -= rule.cap()) {
            free[first(free)] += full;
        }
        return Math.max(free[first(free)], delay(ahead + 1, rule)) + times.seconds(ahead + 1);
    }

    private static double delay(int size, BatchRule rule) {
        return size < rule.cap() ? rule.maxDelayNanos() / 1e9 : 0;
    }

    private static int first(double[] free) {
        int first = 0;
        for (int i = 1; i < free.length; i++) {
            first = free[i] < free[first] ? i : first;
        }
        return first;
    }
}
