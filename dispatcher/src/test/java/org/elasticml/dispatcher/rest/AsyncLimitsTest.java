package org.elasticml.dispatcher.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With limits so small that they are met. */
@QuarkusTest
@QuarkusTestResource(StubReplicas.class)
@TestProfile(AsyncLimitsTest.Small.class)
@Timeout(60)
class AsyncLimitsTest {
    public static final class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("async.capacity", "2", "result.ttl-ms", "1", "body.timeout-ms", "1000");
        }
    }

    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "ml.service.url")
    List<String> replicas;

    private void mode(String mode) {
        replicas.forEach(
                replica -> given().get(replica + "/mode/" + mode).then().statusCode(200));
    }

    @AfterEach
    void heal() {
        mode("well");
    }

    private static ValidatableResponse add() {
        return given().contentType("image/jpeg")
                .header("Prefer", "respond-async")
                .body(new byte[1234])
                .post("/add_to_queue")
                .then();
    }

    private static ValidatableResponse result(String location) {
        return given().header("Prefer", "wait=60").get(location).then();
    }

    @Test
    void aResultExpires() {
        String location = add().statusCode(202).extract().header("Location");
        int status = 0;
        while (status != 410) {
            assertFalse(Thread.interrupted(), "timed out");
            status = given().get(location).statusCode();
            assertTrue(List.of(202, 200, 410).contains(status), "status " + status);
        }
        result(location)
                .statusCode(410)
                .contentType(containsString("application/problem+json"))
                .body("status", equalTo(410))
                .body("detail", equalTo("this result has expired"));
    }

    @Test
    void noMoreAreAcceptedThanTheCapacityUntilOneIsAnswered() {
        mode("stuck");
        String first = add().statusCode(202).extract().header("Location");
        String second = add().statusCode(202).extract().header("Location");
        add().statusCode(503)
                .header("Retry-After", equalTo("1"))
                .body("detail", equalTo("too many asynchronous requests are unanswered"));
        given().get(first).then().statusCode(202);
        heal();
        result(first);
        result(second);
        result(add().statusCode(202).extract().header("Location"));
    }

    /** One who waits gets the same answer as one who does not. */
    @Test
    void aBodyThatDoesNotComeIsGivenUp() throws IOException {
        for (String prefer : List.of("", "Prefer: respond-async\r\n")) {
            try (Socket socket = new Socket(base.getHost(), base.getPort())) {
                String head = "POST /add_to_queue HTTP/1.1\r\nHost: x\r\nX-Deadline-Ms: 60000\r\n" + prefer
                        + "Content-Length: 1000\r\n\r\nabc";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                assertEquals("HTTP/1.1 408 Request Timeout", answer.readLine());
            }
        }
    }
}
