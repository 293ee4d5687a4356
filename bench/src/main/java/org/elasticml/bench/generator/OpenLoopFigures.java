package org.elasticml.bench.generator;

import java.util.stream.IntStream;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Percentiles;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.send.Recording;

/**
 * What the open loop came to.
 *
 * @param due requests that the schedule asks for; those {@code sent}, {@code ended} and {@code succeeded} must be as many
 * @param lagP50Millis how late requests were written, as are the next two
 */
record OpenLoopFigures(
        int ratePerSecond,
        int due,
        int sent,
        int ended,
        int succeeded,
        double lagP50Millis,
        double lagP99Millis,
        double lagMaxMillis,
        double latencyP50Millis,
        double latencyP99Millis) {

    static OpenLoopFigures of(int ratePerSecond, int due, Recording recording) {
        RequestLog log = recording.records();
        Percentiles lags = Percentiles.of(IntStream.range(0, log.size())
                .filter(row -> log.sentNanos(row).isPresent())
                .mapToLong(row -> log.sentNanos(row).getAsLong() - log.intendedNanos(row))
                .toArray());
        int[] succeeded = IntStream.range(0, log.size())
                .filter(row -> log.outcome(row) == Outcome.SUCCEEDED)
                .toArray();
        Percentiles latencies = Percentiles.of(
                IntStream.of(succeeded).mapToLong(log::latencyNanos).toArray());
        return new OpenLoopFigures(
                ratePerSecond,
                due,
                recording.fired(),
                log.size(),
                succeeded.length,
                millis(lags, 50),
                millis(lags, 99),
                millis(lags, 100),
                millis(latencies, 50),
                millis(latencies, 99));
    }

    private static double millis(Percentiles percentiles, int percent) {
        return percentiles.millis(percent).orElse(Double.NaN);
    }

    boolean isExact() {
        return due > 0 && sent == due && ended == due && succeeded == due;
    }
}
