package org.elasticml.loadtester.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Prediction;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;

/**
 * One line a request, by the instant at which it was due. Instants are seconds from the start of the run, to the nanosecond,
 * so that all figures can be computed again.
 */
final class RequestsCsv {
    private static final int NANO_PLACES = 9;
    private static final int MILLIONTH_PLACES = 6;
    private static final double MILLION = 1e6;
    private static final int MAX_STATUS = 999;

    private static final List<String> HEADER = List.of(
            "intended_s",
            "sent_s",
            "finished_s",
            "status",
            "outcome",
            "replica",
            "bytes",
            "image",
            "label",
            "confidence",
            "error",
            "true_label",
            "queue_size");

    private RequestsCsv() {}

    static void write(Writer out, RequestLog log) throws IOException {
        Csv csv = new Csv(out, HEADER);
        for (int row = 0; row < log.size(); row++) {
            csv.fixed(log.intendedNanos(row), NANO_PLACES);
            OptionalLong sent = log.sentNanos(row);
            if (sent.isPresent()) {
                csv.fixed(sent.getAsLong(), NANO_PLACES);
            } else {
                csv.none();
            }
            csv.fixed(log.finishedNanos(row), NANO_PLACES)
                    .whole(log.status(row))
                    .text(log.outcome(row).word())
                    .text(log.replica(row).orElse(""))
                    .whole(log.bytes(row))
                    .text(log.image(row));
            writePrediction(csv, log, row);
            csv.text(log.error(row).orElse(""))
                    .text(log.trueLabel(row).orElse(""))
                    .whole(log.queueSize(row))
                    .end();
        }
    }

    private static void writePrediction(Csv csv, RequestLog log, int row) {
        Optional<String> label = log.label(row);
        if (label.isPresent()) {
            csv.text(label.get()).fixed(log.confidenceMillionths(row), MILLIONTH_PLACES);
        } else {
            csv.none().none();
        }
    }

    /**
     * @throws ReportFormatException naming file and line
     */
    static RequestLog read(Path file) throws IOException {
        RequestLog log = new RequestLog();
        try (CsvReader csv = new CsvReader(file, HEADER)) {
            while (csv.next()) {
                log.add(record(csv));
            }
        }
        return log;
    }

    private static RequestRecord record(CsvReader csv) throws IOException {
        long intended = nanos(csv, "intended_s");
        long finished = nanos(csv, "finished_s");
        if (finished < intended) {
            throw csv.wrong("finished_s", "no less than intended_s");
        }
        OptionalLong sent = csv.text("sent_s").isEmpty() ? OptionalLong.empty() : OptionalLong.of(nanos(csv, "sent_s"));
        if (sent.orElse(0) > finished) {
            throw csv.wrong("sent_s", "no more than finished_s");
        }
        Answer answer = new Answer(
                (int) csv.fixed("status", 0, MAX_STATUS),
                outcome(csv),
                prediction(csv),
                csv.optional("replica"),
                Optional.empty(),
                csv.optionalWhole("queue_size"),
                csv.optional("error"));
        return new RequestRecord(
                intended, sent, finished, csv.text("image"), csv.optional("true_label"), csv.whole("bytes"), answer);
    }

    private static long nanos(CsvReader csv, String column) throws ReportFormatException {
        return csv.fixed(column, NANO_PLACES, Workload.MAX_SECONDS);
    }

    private static Outcome outcome(CsvReader csv) throws ReportFormatException {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.word().equals(csv.text("outcome")))
                .findFirst()
                .orElseThrow(() -> csv.wrong("outcome", "succeeded, refused or failed"));
    }

    private static Optional<Prediction> prediction(CsvReader csv) throws ReportFormatException {
        if (csv.text("label").isEmpty()) {
            return Optional.empty();
        }
        String label = csv.text("label");
        double confidence = csv.fixed("confidence", MILLIONTH_PLACES, 1) / MILLION;
        return Optional.of(new Prediction(label, confidence, List.of(label)));
    }
}
