package org.elasticml.loadtester.report;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How long a run is: over after so many seconds or so many requests, whichever comes first.
 *
 * @param seconds empty if only the number of requests ends it
 * @param requests empty if only time ends it
 */
public record Extent(OptionalDouble seconds, OptionalInt requests) {
    public static Extent ofSeconds(double seconds) {
        return new Extent(OptionalDouble.of(seconds), OptionalInt.empty());
    }

    /** The share of it that is done, 0 to 1. */
    double done(double elapsedSeconds, long endedRequests) {
        double byTime = seconds.isPresent() ? elapsedSeconds / seconds.getAsDouble() : 0;
        double byCount = requests.isPresent() ? (double) endedRequests / requests.getAsInt() : 0;
        return Math.min(1, Math.max(byTime, byCount));
    }
}
