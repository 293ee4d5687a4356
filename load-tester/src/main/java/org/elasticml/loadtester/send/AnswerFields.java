package org.elasticml.loadtester.send;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The fields of an answer that are of use, read without building a tree: a run parses tens of thousands a second.
 *
 * @param texts the fields of the object itself that are text
 * @param topLabels the {@code label} of each element of {@code top}
 */
record AnswerFields(
        Map<String, String> texts, OptionalDouble confidence, OptionalInt queueSize, List<String> topLabels) {
    private static final int MAX_LENGTH = 200;
    private static final JsonFactory JSON = new JsonFactory();

    /** Empty unless it is one JSON object, whole. */
    static Optional<AnswerFields> read(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Optional<AnswerFields> fields = Optional.of(fields(parser));
            return parser.nextToken() == null ? fields : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static AnswerFields fields(JsonParser parser) throws IOException {
        Map<String, String> texts = new HashMap<>();
        List<String> topLabels = new ArrayList<>();
        OptionalDouble confidence = OptionalDouble.empty();
        OptionalInt queueSize = OptionalInt.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                texts.put(name, clipped(parser.getText()));
            } else if (value.isNumeric() && name.equals("confidence") && isShare(parser.getDoubleValue())) {
                confidence = OptionalDouble.of(parser.getDoubleValue());
            } else if (name.equals("queue_size") && isInt(parser)) {
                queueSize = OptionalInt.of(parser.getIntValue());
            } else if (value == JsonToken.START_ARRAY && name.equals("top")) {
                readTop(parser, topLabels);
            } else {
                parser.skipChildren();
            }
        }
        return new AnswerFields(texts, confidence, queueSize, topLabels);
    }

    /** What a target says is kept, and drawn. */
    private static String clipped(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 1) + "…";
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }

    private static boolean isInt(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT;
    }

    private static void readTop(JsonParser parser, List<String> labels) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                Optional.ofNullable(fields(parser).texts().get("label")).ifPresent(labels::add);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** A text that says something. */
    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name)).filter(text -> !text.isBlank());
    }
}
