package org.elasticml.loadtester.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.elasticml.loadtester.measure.Second;

/** One line a second; what the columns mean, {@link Second} says. */
final class SecondsCsv {
    private SecondsCsv() {}

    static void write(Writer out, List<Second> seconds) throws IOException {
        out.write(Csv.row(
                "second",
                "asked_rps",
                "sent",
                "succeeded",
                "refused",
                "failed",
                "p50_ms",
                "p95_ms",
                "p99_ms",
                "in_flight",
                "queue_size"));
        for (Second second : seconds) {
            out.write(row(second));
        }
    }

    private static String row(Second second) {
        return Csv.row(
                String.valueOf(second.second()),
                Csv.decimal(second.askedRps(), 3),
                String.valueOf(second.sent()),
                String.valueOf(second.succeeded()),
                String.valueOf(second.refused()),
                String.valueOf(second.failed()),
                Csv.decimal(second.p50Ms(), 3),
                Csv.decimal(second.p95Ms(), 3),
                Csv.decimal(second.p99Ms(), 3),
                String.valueOf(second.inFlight()),
                Csv.whole(second.queueSize()));
    }
}
