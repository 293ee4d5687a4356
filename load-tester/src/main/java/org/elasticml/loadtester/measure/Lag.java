package org.elasticml.loadtester.measure;

import java.util.List;
import java.util.Optional;

/** How late requests were written, in milliseconds. What makes a run believable is that this is small. */
public record Lag(double p50, double p99, double max) {

    /** Over the requests that were written; empty if none was. */
    static Optional<Lag> of(List<RequestRecord> records) {
        Percentiles lags = Percentiles.of(records.stream()
                .flatMapToLong(record -> record.lagNanos().stream())
                .toArray());
        return lags.millis(50).isEmpty()
                ? Optional.empty()
                : Optional.of(new Lag(
                        lags.millis(50).getAsDouble(),
                        lags.millis(99).getAsDouble(),
                        lags.millis(100).getAsDouble()));
    }
}
