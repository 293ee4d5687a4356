package org.elasticml.loadtester.send;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Prediction;

/**
 * Reads the JSON of the dispatcher or of ml-app. Every field may be missing. Without {@code label} and {@code
 * confidence}, what {@code prediction} says counts: "golden retriever: 89.20%".
 *
 * <p>A 2xx whose body is not a JSON object failed: it is some other server's page (a proxy's, a captive portal's), and a
 * run of those would look better than any model server.
 */
final class AnswerParser {
    private static final Pattern PREDICTION = Pattern.compile("([^:]+):\\s*(\\d+(?:\\.\\d+)?)%");
    private static final AnswerFields NONE =
            new AnswerFields(Map.of(), OptionalDouble.empty(), OptionalInt.empty(), List.of());

    private AnswerParser() {}

    static Answer parse(HttpAnswer answer) {
        Optional<AnswerFields> read = AnswerFields.read(answer.body());
        AnswerFields fields = read.orElse(NONE);
        Outcome outcome = Outcome.of(answer.status(), answer.contentType());
        boolean strange = outcome == Outcome.SUCCEEDED && read.isEmpty();
        return new Answer(
                answer.status(),
                strange ? Outcome.FAILED : outcome,
                prediction(fields),
                fields.text("replica"),
                fields.text("weights"),
                fields.queueSize(),
                strange
                        ? Optional.of("no JSON of a model server: " + answer.inWords())
                        : error(answer, outcome, fields));
    }

    /** Whether this is how our services say that they are well. */
    static boolean isHealth(HttpAnswer answer) {
        return answer.status() == 200
                && AnswerFields.read(answer.body())
                        .flatMap(fields -> fields.text("status"))
                        .filter("ok"::equals)
                        .isPresent();
    }

    private static Optional<Prediction> prediction(AnswerFields fields) {
        Optional<String> label = fields.text("label");
        if (label.isPresent() && fields.confidence().isPresent()) {
            return Optional.of(
                    new Prediction(label.get(), fields.confidence().getAsDouble(), top(fields, label.get())));
        }
        Matcher matcher = PREDICTION.matcher(fields.text("prediction").orElse(""));
        return matcher.matches()
                ? Optional.of(new Prediction(
                        matcher.group(1), Double.parseDouble(matcher.group(2)) / 100, top(fields, matcher.group(1))))
                : Optional.empty();
    }

    private static List<String> top(AnswerFields fields, String label) {
        return fields.topLabels().isEmpty() ? List.of(label) : fields.topLabels();
    }

    private static Optional<String> error(HttpAnswer answer, Outcome outcome, AnswerFields fields) {
        if (outcome == Outcome.SUCCEEDED) {
            return Optional.empty();
        }
        Optional<String> why = fields.text("detail").or(() -> fields.text("title"));
        return Optional.of(OneLine.of(
                "HTTP " + answer.status() + why.map(text -> ": " + text).orElse("")));
    }
}
