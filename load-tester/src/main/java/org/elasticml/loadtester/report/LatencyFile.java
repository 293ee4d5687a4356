package org.elasticml.loadtester.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.elasticml.loadtester.measure.LatencyHistogram;
import org.elasticml.loadtester.measure.RequestLog;

/**
 * Latencies of succeeded requests in milliseconds, in the format that HdrHistogram's own tools read: value, percentile (0 to 1), count
 * so far, 1/(1 − percentile).
 */
final class LatencyFile {
    private static final double MICROS_PER_MILLI = 1000;
    private static final int LINES_PER_HALF_DISTANCE = 5;

    private LatencyFile() {}

    static void write(Writer out, RequestLog log) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            LatencyHistogram.of(log).outputPercentileDistribution(print, LINES_PER_HALF_DISTANCE, MICROS_PER_MILLI);
        }
        out.write(text.toString(StandardCharsets.UTF_8));
    }
}
