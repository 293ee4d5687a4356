package org.elasticml.loadtester.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Second;

/** One line a second; what the columns mean, {@link Second} says. */
final class SecondsCsv {
    private static final int PLACES = 3;

    private static final List<String> HEADER = List.of(
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
            "queue_size");

    private SecondsCsv() {}

    static void write(Writer out, List<Second> seconds) throws IOException {
        Csv csv = new Csv(out, HEADER);
        for (Second second : seconds) {
            csv.whole(second.second())
                    .decimal(second.askedRps(), PLACES)
                    .whole(second.sent())
                    .whole(second.succeeded())
                    .whole(second.refused())
                    .whole(second.failed())
                    .decimal(second.p50Ms(), PLACES)
                    .decimal(second.p95Ms(), PLACES)
                    .decimal(second.p99Ms(), PLACES)
                    .whole(second.inFlight())
                    .whole(second.queueSize())
                    .end();
        }
    }

    /**
     * What was asked; the rest follows from the requests. Empty if nothing was, as in a closed loop.
     *
     * @throws ReportFormatException naming file and line
     */
    static Optional<Workload> readAsked(Path file) throws IOException {
        List<Double> rates = new ArrayList<>();
        try (CsvReader csv = new CsvReader(file, HEADER)) {
            while (csv.next()) {
                OptionalDouble rate = csv.optionalDecimal("asked_rps", Workload.MAX_RATE_PER_SECOND);
                rate.ifPresent(rates::add);
            }
        }
        return rates.isEmpty()
                ? Optional.empty()
                : Optional.of(Workload.of(
                        rates.stream().mapToDouble(Double::doubleValue).toArray()));
    }
}
