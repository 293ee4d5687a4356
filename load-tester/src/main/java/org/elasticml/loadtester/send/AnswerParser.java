package org.elasticml.loadtester.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Prediction;

/**
 * Reads the JSON of the dispatcher or of ml-app. Every field may be missing. Without {@code label} and {@code
 * confidence}, what {@code prediction} says counts: "golden retriever: 89.20%".
 */
final class AnswerParser {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern PREDICTION = Pattern.compile("([^:]+):\\s*(\\d+(?:\\.\\d+)?)%");

    private AnswerParser() {}

    static Answer parse(int status, String contentType, byte[] body) {
        JsonNode json = json(body);
        Outcome outcome = Outcome.of(status, contentType);
        return new Answer(
                status,
                outcome,
                prediction(json),
                text(json, "replica"),
                text(json, "weights"),
                queueSize(json),
                outcome == Outcome.SUCCEEDED ? Optional.empty() : Optional.of(error(status, json)));
    }

    /** Whether this is how our services say that they are well. */
    static boolean isHealth(int status, byte[] body) {
        return status == 200 && text(json(body), "status").filter("ok"::equals).isPresent();
    }

    private static JsonNode json(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            return MAPPER.missingNode();
        }
    }

    private static Optional<Prediction> prediction(JsonNode json) {
        Optional<String> label = text(json, "label");
        if (label.isPresent() && json.path("confidence").isNumber()) {
            return Optional.of(
                    new Prediction(label.get(), json.path("confidence").doubleValue(), top(json, label.get())));
        }
        Matcher matcher = PREDICTION.matcher(text(json, "prediction").orElse(""));
        return matcher.matches()
                ? Optional.of(new Prediction(
                        matcher.group(1), Double.parseDouble(matcher.group(2)) / 100, top(json, matcher.group(1))))
                : Optional.empty();
    }

    private static List<String> top(JsonNode json, String label) {
        List<String> labels = StreamSupport.stream(json.path("top").spliterator(), false)
                .flatMap(entry -> text(entry, "label").stream())
                .toList();
        return labels.isEmpty() ? List.of(label) : labels;
    }

    private static OptionalInt queueSize(JsonNode json) {
        JsonNode size = json.path("queue_size");
        return size.isInt() ? OptionalInt.of(size.intValue()) : OptionalInt.empty();
    }

    private static String error(int status, JsonNode json) {
        return "HTTP " + status
                + text(json, "detail")
                        .or(() -> text(json, "title"))
                        .map(why -> ": " + why)
                        .orElse("");
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue()).filter(text -> !text.isBlank());
    }
}
