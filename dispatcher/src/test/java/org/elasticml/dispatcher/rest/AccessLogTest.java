package org.elasticml.dispatcher.rest;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.elasticml.web.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Through the real door, into a real file. */
@QuarkusTest
@QuarkusTestResource(StubReplicas.class)
@TestProfile(AccessLogTest.IntoAFile.class)
@Timeout(60)
class AccessLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static final class IntoAFile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                return Map.of(
                        "access.log", Files.createTempFile("access", ".log").toString());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "access.log")
    Path log;

    @ConfigProperty(name = "ml.service.url")
    List<String> replicas;

    /** The line of that request; it is written a moment after the answer. */
    private JsonNode line(String id) throws IOException {
        Optional<JsonNode> found = Optional.empty();
        while (found.isEmpty()) {
            String text = Files.readString(log);
            // The last may not be whole yet.
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                JsonNode json = JSON.readTree(line);
                found = json.path("request_id").asText().equals(id) ? Optional.of(json) : found;
            }
            Thread.onSpinWait();
        }
        return found.get();
    }

    private static RequestSpecification image(String id) {
        return given().contentType("image/jpeg").body(new byte[1234]).header("X-Request-Id", id);
    }

    private void mode(String mode) {
        replicas.forEach(replica -> given().get(replica + "/mode/" + mode));
    }

    @Test
    void showsAnAnswersWay() throws IOException {
        Instant before = Instant.now().minusMillis(1);
        image("way-1")
                .header("X-Priority", "high")
                .post("/add_to_queue?top_k=2")
                .then()
                .statusCode(200);
        JsonNode line = line("way-1");
        Instant time = Instant.parse(line.path("time").asText());
        assertTrue(!time.isBefore(before) && !time.isAfter(Instant.now()), time.toString());
        assertEquals("POST", line.path("method").asText());
        assertEquals("/add_to_queue", line.path("path").asText());
        assertEquals(200, line.path("status").asInt());
        assertEquals("succeeded", line.path("outcome").asText());
        assertEquals("high", line.path("priority").asText());
        assertEquals(1234, line.path("bytes").asInt());
        assertEquals(1, line.path("attempts").asInt());
        assertEquals("127.0.0.1", line.path("client").asText());
        assertTrue(replicas.contains("http://" + line.path("replica").asText()), line.toString());
        double waited = line.path("waited_ms").asDouble(-1);
        double served = line.path("served_ms").asDouble(-1);
        assertTrue(waited >= 0 && served > 0 && line.path("total_ms").asDouble() >= waited + served, line.toString());
        assertTrue(line.path("api_key").isNull());
        assertEquals(15, line.size());
    }

    @Test
    void showsWhyThereWasNone() throws IOException {
        image("bad-1")
                .header("X-Priority", "urgent")
                .post("/add_to_queue")
                .then()
                .statusCode(400);
        JsonNode line = line("bad-1");
        assertEquals(400, line.path("status").asInt());
        assertEquals("failed", line.path("outcome").asText());
        for (String never : List.of("priority", "replica", "waited_ms", "served_ms")) {
            assertTrue(line.path(never).isNull(), never);
        }
        assertEquals(0, line.path("attempts").asInt());

        given().header("X-Request-Id", "bad-2").get("/nothing\"here").then().statusCode(404);
        assertEquals(404, line("bad-2").path("status").asInt());

        mode("broken");
        image("bad-3").post("/add_to_queue").then().statusCode(502);
        mode("late");
        image("bad-4").post("/add_to_queue").then().statusCode(504);
        mode("well");
        assertEquals(2, line("bad-3").path("attempts").asInt());
        assertEquals("failed", line("bad-3").path("outcome").asText());
        assertEquals("refused", line("bad-4").path("outcome").asText());
    }

    @Test
    void showsAClientThatHungUp() throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write(("POST /add_to_queue HTTP/1.1\r\nHost: x\r\nX-Request-Id: gone-1\r\n"
                                    + "Content-Length: 1000\r\n\r\nabc")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
        assertEquals(499, line("gone-1").path("status").asInt());
        assertEquals("failed", line("gone-1").path("outcome").asText());
    }

    @Test
    void leavesOutMetricsAndHealth() throws IOException {
        String metrics = given().header("X-Request-Id", "metrics-1")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertTrue(metrics.contains("dispatcher_access_log_dropped_total 0.0"));
        given().header("X-Request-Id", "last-1").get("/").then().statusCode(200);
        line("last-1");
        assertTrue(!Files.readString(log).contains("metrics-1"));
    }

    @Test
    void saysWhatItAcceptsWhereItCantWrite() {
        Service.CantStart e = assertThrows(
                Service.CantStart.class, () -> new AccessLog(JSON, () -> "/nowhere/at/all", new SimpleMeterRegistry()));
        assertEquals(
                "ACCESS_LOG: '/nowhere/at/all' can't be written; it is off, stdout or a file's path", e.getMessage());
    }
}
