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
    @ValueSource(
            strings = {
                "{}",
                "{\"label\":7,\"top\":\"x\",\"prediction\":\"?\",\"queue_size\":99999999999}",
                "{\"label\":\"tench\",\"confidence\":89.2}",
                "{\"label\":\"tench\",\"confidence\":-0.1}",
                "{\"label\":\" \",\"confidence\":\"high\",\"top\":[1,[{}],{\"label\":{}}],\"queue_size\":1.5}"
            })
    void toleratesAnyFields(String body) {
        Answer answer = parse(200, "application/json", body);
        assertEquals(Outcome.SUCCEEDED, answer.outcome());
        assertEquals(Optional.empty(), answer.prediction());
        assertEquals(OptionalInt.empty(), answer.queueSize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[1]", "null", "{\"label\":\"tench\"", "{} {}"})
    void aPageOfAnotherServerIsNoSuccess(String body) {
        Answer answer = parse(200, "text/html", body);
        assertEquals(Outcome.FAILED, answer.outcome());
        assertEquals(200, answer.status());
        assertTrue(answer.error().orElseThrow().startsWith("no JSON of a model server: HTTP 200, text/html: "));
    }

    @Test
    void whatATargetSaysIsCutToALine() {
        Answer html = parse(200, "text/html", "<!DOCTYPE html>\n<title>Log in</title>" + "x".repeat(100_000));
        assertEquals(
                Optional.of("no JSON of a model server: HTTP 200, text/html: \"<!DOCTYPE html> <title>Log in</title>"
                        + "x".repeat(23) + "…\""),
                html.error());
        String detail = "y".repeat(100_000) + "\\n";
        String error = parse(500, "text/html", "{\"detail\":\"" + detail + "\"}")
                .error()
                .orElseThrow();
        assertEquals(200, error.length());
        assertTrue(error.startsWith("HTTP 500: yyy") && error.endsWith("…"), error);
    }

    @Test
    void keepsNoMoreOfATextThanIsShown() {
        Answer answer = parse(200, "application/json", "{\"replica\":\"" + "r".repeat(100_000) + "\"}");
        assertEquals(200, answer.replica().orElseThrow().length());
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
        assertTrue(AnswerParser.isHealth(answer(200, "", "{\"status\":\"ok\",\"replicas\":{\"ready\":3}}")));
        assertFalse(AnswerParser.isHealth(answer(200, "", "<html>")));
        assertFalse(AnswerParser.isHealth(answer(404, "", "{\"status\":\"ok\"}")));
    }

    private static Answer parse(int status, String contentType, String body) {
        return AnswerParser.parse(answer(status, contentType, body));
    }

    private static HttpAnswer answer(int status, String contentType, String body) {
        return new HttpAnswer(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }
}
