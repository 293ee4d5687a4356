package org.elasticml.loadtester.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Prediction;
import org.elasticml.loadtester.measure.RequestRecord;

/** One line a request, by the instant at which it was due. Instants are seconds from the start of the run. */
final class RequestsCsv {
    private static final double NANOS_PER_SECOND = 1e9;

    private RequestsCsv() {}

    static void write(Writer out, List<RequestRecord> records) throws IOException {
        out.write(Csv.row(
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
                "error"));
        for (RequestRecord record : records) {
            out.write(row(record));
        }
    }

    private static String row(RequestRecord record) {
        Answer answer = record.answer();
        Optional<Prediction> prediction = answer.prediction();
        return Csv.row(
                instant(record.intendedNanos()),
                record.sentNanos().isPresent() ? instant(record.sentNanos().getAsLong()) : "",
                instant(record.finishedNanos()),
                String.valueOf(answer.status()),
                answer.outcome().word(),
                answer.replica().orElse(""),
                String.valueOf(record.bytes()),
                record.image(),
                prediction.map(Prediction::label).orElse(""),
                Csv.decimal(
                        prediction.stream().mapToDouble(Prediction::confidence).findFirst(), 4),
                answer.error().orElse(""));
    }

    private static String instant(long nanos) {
        return Csv.decimal(nanos / NANOS_PER_SECOND, 6);
    }
}
