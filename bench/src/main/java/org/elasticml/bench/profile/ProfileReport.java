package org.elasticml.bench.profile;

import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Collectors;
import org.elasticml.bench.measure.Spread;
import org.elasticml.bench.measure.TextTable;
import org.elasticml.core.scale.ServiceCurve;
import org.elasticml.core.scale.ServiceProfile;

/**
 * All that was measured of a replica.
 *
 * @param setting what was measured, a line each
 * @param bootSeconds of several starts
 * @param times by batch size; with size 1
 * @param expectedSeconds by batch size: what the replica itself had found at its start
 * @param roundTripSeconds of one request at a time, as its sender saw it
 * @param cpuSeconds what the whole process computed for an image, all batches full
 * @param batchSeconds what an image took of a batch meanwhile
 */
record ProfileReport(
        String setting,
        Spread bootSeconds,
        NavigableMap<Integer, BatchTime> times,
        Map<Integer, Double> expectedSeconds,
        double roundTripSeconds,
        double cpuSeconds,
        double batchSeconds) {
    private static final double MICROS = 1e6;

    ServiceProfile profile() {
        double[] seconds = FittedCurve.seconds(times);
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = Math.round(seconds[i] * MICROS) / MICROS;
        }
        return new ServiceProfile(Math.round(bootSeconds.median() * 1e3) / 1e3, ServiceCurve.of(seconds));
    }

    /** For a reader. */
    String table() {
        ServiceCurve curve = profile().service();
        TextTable table =
                new TextTable("batch", "ms", "95 % interval", "images/s", "batches", "itself, at its start, ms");
        for (int size = 1; size <= curve.maxBatch(); size++) {
            double seconds = curve.seconds(size);
            BatchTime time = times.get(size);
            table.row(
                    Integer.toString(size),
                    text("%.2f", 1e3 * seconds),
                    time == null ? "-" : time.nearness(),
                    text("%.1f", size / seconds),
                    time == null ? "none, interpolated" : Long.toString(time.batches()),
                    expected(size, seconds));
        }
        return table.toString();
    }

    private String expected(int size, double seconds) {
        Double expected = expectedSeconds.get(size);
        return expected == null ? "-" : text("%.2f (%+.0f %%)", 1e3 * expected, 100 * (expected / seconds - 1));
    }

    /** What the batches are not: what comes on top of them. */
    String remarks() {
        return text(
                "boot %s s, median of the starts%n"
                        + "one request at a time takes %.2f ms, of which its batch of one %.2f%n"
                        + "with all batches full, an image takes %.2f ms of its batch, and %.2f ms of CPU time in the whole process",
                bootSeconds.text(2),
                1e3 * roundTripSeconds,
                1e3 * times.get(1).meanSeconds(),
                1e3 * batchSeconds,
                1e3 * cpuSeconds);
    }

    /** The profile, with all the rest as comments. */
    String file() {
        String comments = "A replica's profile, by ./elastic profile: for elastic simulate and the autoscaler.\n"
                + setting + "\n" + remarks() + "\n" + table().stripTrailing();
        return comments.lines().map(line -> "# " + line).collect(Collectors.joining("\n")) + "\n"
                + profile().text();
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
