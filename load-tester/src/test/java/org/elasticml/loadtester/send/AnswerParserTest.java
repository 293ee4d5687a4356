package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Prediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerParserTest {
    @Test
    void readsTheDispatchersAnswer() {
        Answer answer = parse(200, "application/json", """
                {"prediction":"golden retriever: 89.20%","label":"golden retriever","confidence":0.892,
                 "top":[{"label":"golden retriever"},{"label":"tench"}],"weights":"builtin","queue_size":3,
                 "replica":"127.0.0.1:9001"}""");
        assertEquals(
                new Answer(
                        200,
                        Outcome.SUCCEEDED,
                        Optional.of(new Prediction("golden retriever", 0.892, List.of("golden retriever", "tench"))),
                        Optional.of("127.0.0.1:9001"),
                        Optional.of("builtin"),
                        OptionalInt.of(3),
                        Optional.empty()),
                answer);
    }

    @Test
    void makesDoWithThePredictionLine() {
        Answer answer = parse(200, "application/json", "{\"prediction\":\"golden retriever: 89.20%\"}");
        assertEquals(
                Optional.of(new Prediction("golden retriever", 0.892, List.of("golden retriever"))),
                answer.prediction());
        assertEquals(Optional.empty(), answer.replica());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[1]", "null", "{\"label\":7,\"top\":\"x\",\"prediction\":\"?\"}"})
    void toleratesAnyBody(String body) {
        Answer answer = parse(200, "text/html", body);
        assertEquals(Outcome.SUCCEEDED, answer.outcome());
        assertEquals(Optional.empty(), answer.prediction());
    }

    @Test
    void saysWhyItFailed() {
        Answer refused = parse(503, "application/problem+json", "{\"title\":\"Busy\",\"detail\":\"queue full\"}");
        assertEquals(Outcome.REFUSED, refused.outcome());
        assertEquals(Optional.of("HTTP 503: queue full"), refused.error());
        assertEquals(Optional.of("HTTP 404"), parse(404, "text/html", "<html>").error());
    }

    @Test
    void knowsHealth() {
        assertTrue(AnswerParser.isHealth(200, bytes("{\"status\":\"ok\",\"replicas\":3}")));
        assertFalse(AnswerParser.isHealth(200, bytes("<html>")));
        assertFalse(AnswerParser.isHealth(404, bytes("{\"status\":\"ok\"}")));
    }

    private static Answer parse(int status, String contentType, String body) {
        return AnswerParser.parse(status, contentType, bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
