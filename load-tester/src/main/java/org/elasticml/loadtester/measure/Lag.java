package org.elasticml.loadtester.measure;

import java.util.Optional;

/** How late requests were written, in milliseconds. What makes a run believable is that this is small. */
public record Lag(double p50, double p99, double max) {

    /** Over the requests that were written; empty if none was. */
    static Optional<Lag> of(RequestLog log) {
        Longs lags = new Longs();
        for (int row = 0; row < log.size(); row++) {
            if (log.sentNanos(row).isPresent()) {
                lags.add(log.sentNanos(row).getAsLong() - log.intendedNanos(row));
            }
        }
        Percentiles percentiles = Percentiles.of(lags.toArray());
        return percentiles.isEmpty()
                ? Optional.empty()
                : Optional.of(new Lag(
                        percentiles.millis(50).getAsDouble(),
                        percentiles.millis(99).getAsDouble(),
                        percentiles.millis(100).getAsDouble()));
    }
}
