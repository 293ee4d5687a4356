package org.elasticml.dispatcher.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.elasticml.web.Bodies;
import org.elasticml.web.Connections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a connection may do before, and instead of, bringing a request. */
@QuarkusTest
@QuarkusTestResource(StubReplicas.class)
@TestProfile(ConnectionsTest.Narrow.class)
@Timeout(120)
class ConnectionsTest {
    private static final int MAX = 250;
    private static final String HEAD = "POST /add_to_queue HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\n";

    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "max.connections", String.valueOf(MAX),
                    "max.header", "4K",
                    "header.timeout-ms", "700");
        }
    }

    @TestHTTPResource("/")
    URI base;

    @Inject
    Connections connections;

    @Inject
    Bodies bodies;

    private final List<RawHttp> open = new ArrayList<>();

    private RawHttp connection() throws IOException {
        RawHttp connection = new RawHttp(base);
        open.add(connection);
        return connection;
    }

    @AfterEach
    void close() throws IOException {
        for (RawHttp connection : open) {
            connection.close();
        }
        // The next test is to find room.
        while (connections.open() > MAX / 10) {
            assertFalse(Thread.interrupted(), "timed out");
            Thread.onSpinWait();
        }
    }

    /** A head that comes byte by byte is never whole, and no byte keeps the connection from being cut off. */
    @Test
    void slowHeadsAreCutOff() throws IOException {
        RawHttp slow = connection();
        String answer = slow.send("GET / HTTP/1.1\r\nHost: x").all();
        assertTrue(answer.startsWith("HTTP/1.1 408 Request Timeout\r\n"), answer);
        assertTrue(answer.contains("application/problem+json") && answer.contains("\"status\":408"), answer);

        RawHttp kept = connection();
        kept.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        given().get("/").then().statusCode(200);
        String second = kept.send("GET /").all();
        assertTrue(second.startsWith("HTTP/1.1 200") && second.contains("HTTP/1.1 408"), second);
    }

    /** Half of them trickle a head, half a body, for as long as they may; the others' requests are all answered. */
    @Test
    void twoHundredSlowClientsDisturbNobody() throws IOException {
        int before = connections.open();
        for (int i = 0; i < 200; i++) {
            connection().send(i % 2 == 0 ? HEAD : HEAD + "X-Deadline-Ms: 500\r\nContent-Length: 100000\r\n\r\n");
        }
        int answered = 0;
        boolean all = false;
        while (!all) {
            assertFalse(Thread.interrupted(), "timed out");
            for (RawHttp slow : open) {
                try {
                    slow.send("x");
                } catch (IOException e) {
                    // cut off
                }
            }
            for (int i = 0; i < 20; i++) {
                given().contentType("image/jpeg")
                        .header("Connection", "close") // else theirs count as well
                        .body(new byte[50_000])
                        .post("/add_to_queue")
                        .then()
                        .statusCode(200);
                answered++;
            }
            all = connections.open() <= before + 1;
        }
        assertTrue(answered > 20, "they were there for a while");
        assertEquals(0, bodies.heldBytes());
        for (int i = 0; i < open.size(); i++) {
            String answer = open.get(i).all();
            assertTrue(answer.isEmpty() || answer.startsWith(i % 2 == 0 ? "HTTP/1.1 408" : "HTTP/1.1 504"), answer);
        }
    }

    @Test
    void tooManyConnectionsAreToldSo() throws IOException {
        while (connections.open() < MAX) {
            int before = connections.open();
            connection();
            // Not for ever: one of a test before may be closed at this very moment.
            long giveUp = System.nanoTime() + 50_000_000;
            while (connections.open() <= before && System.nanoTime() - giveUp < 0) {
                Thread.onSpinWait();
            }
        }
        String refused = connection().send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").all();
        assertTrue(refused.startsWith("HTTP/1.1 503 Service Unavailable\r\n"), refused);
        assertTrue(refused.contains("Retry-After: 1\r\n") && refused.contains("\"status\":503"), refused);
        assertTrue(
                open.get(0)
                        .send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .all()
                        .startsWith("HTTP/1.1 200"),
                "those that were there go on");
        close();
        given().get("/").then().statusCode(200).body("status", equalTo("ok"));
    }

    /** What the router refuses before all else has a problem body as well. Found by the fuzz test: it was an error in the log. */
    @Test
    void aRequestWithoutAHostIsToldSo() throws IOException {
        String answer = connection().send("GET /stats HTTP/1.1\r\n\r\n").all();
        assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
        assertTrue(answer.contains("application/problem+json") && answer.contains("'Host' header"), answer);
    }

    @Test
    void aHeadHasALimit() throws IOException {
        assertTrue(connection()
                .send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: " + "x".repeat(3_900) + "\r\n\r\n")
                .all()
                .startsWith("HTTP/1.1 200 "));
        String answer = connection()
                .send("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(4_200) + "\r\n\r\n")
                .all();
        assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
    }
}
