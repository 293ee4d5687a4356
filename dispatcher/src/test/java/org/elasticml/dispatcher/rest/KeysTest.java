package org.elasticml.dispatcher.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.elasticml.dispatcher.discovery.LogLines;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** API keys through the real door. */
@QuarkusTest
@QuarkusTestResource(StubReplicas.class)
@TestProfile(KeysTest.Guarded.class)
@Timeout(60)
class KeysTest {
    private static final String ALICE = "SECRET-of-alice-1";
    private static final String SLOW = "SECRET-of-slow-23";
    private static final String BURST = "SECRET-of-burst-8";
    private static final String BOB = "SECRET-of-bob-456";
    private static final String WRONG = "SECRET-of-nobody7";
    private static final String PAGE = "https://page.example";
    private static final String KEYS = "alice " + ALICE + "\nslow " + SLOW + " 0.001 2\nburst " + BURST + " 0.001 2\n";

    public static final class Guarded implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                return Map.of(
                        "api.keys",
                                Files.writeString(Files.createTempFile("keys", ""), KEYS)
                                        .toString(),
                        "cors.origins", PAGE + ",http://127.0.0.1:3000",
                        "access.log", Files.createTempFile("access", ".log").toString());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** One that was forgotten to be guarded, and is broken. */
    @Path("fails")
    public static class Fails {
        @GET
        public String fail() {
            throw new IllegalStateException("on purpose");
        }
    }

    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "api.keys")
    java.nio.file.Path keys;

    @ConfigProperty(name = "access.log")
    java.nio.file.Path accessLog;

    @AfterEach
    void restore() throws IOException {
        Files.writeString(keys, KEYS);
    }

    private static RequestSpecification with(String key) {
        RequestSpecification request = given().contentType("image/jpeg").body(new byte[1234]);
        return key == null ? request : request.header("X-API-Key", key);
    }

    private static ValidatableResponse add(String key) {
        return with(key).post("/add_to_queue").then();
    }

    private static void problem(ValidatableResponse response, int status, String detail) {
        response.statusCode(status)
                .contentType(containsString("application/problem+json"))
                .body("status", equalTo(status))
                .body("detail", equalTo(detail));
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    private static List<Double> metrics() {
        return List.of(
                metric("dispatcher_arrivals_total"),
                metric("dispatcher_requests_total{outcome=\"succeeded\"}"),
                metric("dispatcher_requests_total{outcome=\"refused\"}"),
                metric("dispatcher_requests_total{outcome=\"failed\"}"),
                metric("dispatcher_slo_violations_total"));
    }

    private static double refused(String reason) {
        return metric("dispatcher_door_refused_total{reason=\"" + reason + "\"}");
    }

    @Test
    void letsInWhoShowsAKey() {
        double before = metric("dispatcher_api_key_requests_total{key=\"alice\"}");
        double arrivals = metric("dispatcher_arrivals_total");
        add(ALICE).statusCode(200);
        with(ALICE).get("/stats").then().statusCode(200);
        assertEquals(before + 2, metric("dispatcher_api_key_requests_total{key=\"alice\"}"));
        assertEquals(arrivals + 1, metric("dispatcher_arrivals_total"));
    }

    /** What is turned away is counted on its own: junk starts no replicas, and burns nobody's budget. */
    @Test
    void turnsAwayWhoDoesNot() {
        List<Double> before = metrics();
        double none = refused("no_key");
        double unknown = refused("unknown_key");
        ValidatableResponse missing = add(null);
        problem(missing, 401, "a key is asked for, in the header X-API-Key");
        missing.header("WWW-Authenticate", equalTo("ApiKey realm=\"dispatcher\""));
        problem(add(WRONG), 403, "the key in the header X-API-Key is not known");
        assertEquals(none + 1, refused("no_key"));
        assertEquals(unknown + 1, refused("unknown_key"));
        assertEquals(before, metrics());
    }

    @Test
    void tellsWhoIsOverTheRateWhenToComeAgain() {
        double rate = refused("rate");
        ValidatableResponse answer = add(BURST);
        int passed = 0;
        while (answer.extract().statusCode() == 200) {
            passed++;
            answer = add(BURST);
        }
        assertEquals(2, passed, "the burst");
        List<Double> before = metrics();
        problem(add(BURST), 429, "the key 'burst' is over its rate");
        answer.header("Retry-After", matchesPattern("9[0-9]{2}|1000"));
        assertEquals(rate + 2, refused("rate"));
        assertEquals(before, metrics());
        add(ALICE).statusCode(200);
    }

    /** All that there is asks for a key, but for what is marked, however the path is written. */
    @Test
    void nothingIsOpenByBeingForgotten() throws IOException {
        Map<String, Map<String, ?>> paths = given().accept("application/json")
                .get("/q/openapi")
                .then()
                .extract()
                .path("paths");
        Set<String> open = paths.entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .filter(method -> given().request(
                                                method.toUpperCase(),
                                                path.getKey().replace("{id}", "x"))
                                        .statusCode()
                                != 401)
                        .map(method -> method + " " + path.getKey()))
                .collect(Collectors.toSet());
        assertEquals(Set.of("get /", "put /replicas", "delete /replicas"), open);
        assertTrue(
                paths.containsKey("/add_to_queue") && paths.containsKey("/fails"),
                paths.keySet().toString());
        given().get("/q/health/live").then().statusCode(200);
        for (String path :
                List.of("//stats", "/stats/", "/%73tats", "/./stats", "/x/../stats", "/stats;a=b", "/stats?")) {
            try (RawHttp raw = new RawHttp(base)) {
                String answer = raw.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .all();
                assertTrue(answer.matches("(?s)HTTP/1.1 40[14].*"), path + ": " + answer);
            }
        }
    }

    @Test
    void isAskedBeforeTheBodyAndTheConnectionLivesOn() throws IOException {
        String head = "POST /add_to_queue HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n";
        try (RawHttp raw = new RawHttp(base)) {
            raw.send(head + "\r\n");
            assertEquals("HTTP/1.1 401 Unauthorized", raw.line());
            raw.send(new byte[300_000]);
            raw.send(head + "Connection: close\r\nX-API-Key: " + ALICE + "\r\n\r\n")
                    .send(new byte[300_000]);
            assertTrue(raw.all().contains("HTTP/1.1 200 OK"));
        }
    }

    @Test
    void takesANewVersionOfTheFile() throws IOException {
        add(BOB).statusCode(403);
        Files.writeString(keys, KEYS + "bob " + BOB + "\n");
        while (add(BOB).extract().statusCode() != 200) {
            Thread.onSpinWait();
        }
        Files.writeString(keys, KEYS);
        while (add(BOB).extract().statusCode() != 403) {
            Thread.onSpinWait();
        }
        add(ALICE).statusCode(200);
    }

    @Test
    void aPagesPreflightNeedsNoKey() {
        given().header("Origin", PAGE)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-api-key")
                .options("/add_to_queue")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", equalTo(PAGE))
                .header("Access-Control-Allow-Methods", equalTo("GET, POST"))
                .header("Access-Control-Allow-Headers", containsString("X-API-Key"))
                .header("Vary", equalTo("Origin"));
        ValidatableResponse refused =
                with(null).header("Origin", PAGE).post("/add_to_queue").then();
        refused.statusCode(401)
                .header("Access-Control-Allow-Origin", equalTo(PAGE))
                .header("Access-Control-Expose-Headers", containsString("Retry-After"));
    }

    @Test
    void anotherPageIsToldNothing() {
        given().header("Origin", PAGE + ".evil.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/add_to_queue")
                .then()
                .header("Access-Control-Allow-Origin", equalTo(null))
                .header("Access-Control-Allow-Methods", equalTo(null));
        with(ALICE)
                .header("Origin", PAGE + ".evil.example")
                .post("/add_to_queue")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo(null))
                .header("Vary", equalTo("Origin"));
    }

    /** Whatever happens: a key is nowhere but in its header. */
    @Test
    void aKeyIsSeenNowhere() throws IOException {
        LogLines log = new LogLines();
        Logger.getLogger("").addHandler(log);
        StringBuilder seen = new StringBuilder();
        for (String key : List.of(ALICE, SLOW, SLOW, SLOW, WRONG)) {
            for (RequestSpecification request : List.of(with(key), with(key).header("X-Priority", "urgent"))) {
                seen.append(request.post("/add_to_queue")
                        .then()
                        .extract()
                        .response()
                        .headers());
                seen.append(request.post("/add_to_queue").asString());
            }
            seen.append(with(key).get("/fails").asString());
            seen.append(with(key).get("/stats").asString());
        }
        assertTrue(seen.toString().contains("an error of the server's own"), seen.toString());
        with(ALICE).header("X-Request-Id", "last-1").get("/nothing").then().statusCode(404);
        while (!Files.readString(accessLog).contains("last-1")) {
            Thread.onSpinWait();
        }
        Logger.getLogger("").removeHandler(log);
        String written = Files.readString(accessLog);
        assertTrue(written.contains("\"status\":429") && written.contains("\"status\":500"), written);
        assertTrue(written.contains("\"api_key\":\"alice\"") && written.contains("\"api_key\":null"), written);
        assertFalse(log.said().isEmpty(), "the failure was logged");
        seen.append(written).append(log.said());
        for (String path : List.of("/", "/q/metrics", "/q/openapi", "/q/health", "/stats")) {
            seen.append(given().get(path).asString());
        }
        assertFalse(seen.toString().contains("SECRET"), "a key is in an answer, a metric or a log");
    }
}
