package org.elasticml.dispatcher.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubReplicas.class)
class DispatcherResourceTest {
    private static final byte[] IMAGE = new byte[1234];

    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "ml.service.url")
    List<String> replicas;

    private void mode(int replica, String mode) {
        given().get(replicas.get(replica) + "/mode/" + mode).then().statusCode(200);
    }

    @AfterEach
    void heal() {
        mode(0, "well");
        mode(1, "well");
    }

    private static ValidatableResponse add(String... headers) {
        var request = given().contentType("image/jpeg").body(IMAGE);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.post("/add_to_queue").then();
    }

    private static void problem(ValidatableResponse response, int status) {
        response.statusCode(status)
                .contentType(containsString("application/problem+json"))
                .body("status", equalTo(status))
                .body("detail", notNullValue());
    }

    @Test
    void answersWhatTheReplicaSaidAndWhatItTook() {
        given().contentType("image/jpeg")
                .body(IMAGE)
                .post("/add_to_queue?top_k=2")
                .then()
                .statusCode(200)
                .body("prediction", equalTo("cat: 90.00%"))
                .body("bytes", equalTo(IMAGE.length))
                .body("query", equalTo("top_k=2"))
                .body("replica", matchesPattern("127\\.0\\.0\\.1:\\d+"))
                .body("queue_size", greaterThanOrEqualTo(0))
                .body("waited_ms", notNullValue())
                .body("served_ms", notNullValue());
    }

    @Test
    void takesTheFileOutOfAMultipart() {
        given().multiPart("image", "a.jpg", IMAGE, "image/jpeg")
                .post("/add_to_queue")
                .then()
                .statusCode(200)
                .body("bytes", equalTo(IMAGE.length));
    }

    @Test
    void nothingIsKeptUnlessItIsAskedFor() {
        for (String id : List.of("one", "two")) {
            add("X-Request-Id", id).statusCode(200).body("request_id", equalTo(id));
        }
        given().get("/stats").then().body("$", not(hasKey("cache")));
        given().get("/q/metrics").then().body(not(containsString("dispatcher_cache")));
    }

    @Test
    void isReadyWithAListAtOnce() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks[0].name", equalTo("replicas listed"))
                .body("checks[0].data.source", equalTo("ML_SERVICE_URL"));
    }

    /** Soon: one may still be ejected for what a test before made of it. */
    @Test
    void usesAllReplicas() {
        Set<String> seen = new HashSet<>();
        long giveUp = System.nanoTime() + 60_000_000_000L;
        while (seen.size() < 2 && System.nanoTime() - giveUp < 0) {
            seen.add(add().statusCode(200).extract().path("replica"));
        }
        assertEquals(2, seen.size());
    }

    /** Second attempts are a tenth of the requests of the last seconds: so many allow for those that a test needs. */
    private void earnRetries() {
        for (int i = 0; i < 50; i++) {
            add().statusCode(200);
        }
    }

    @Test
    void aBrokenOrSilentReplicaCostsNoRequest() {
        for (String failure : List.of("broken", "silent")) {
            earnRetries();
            mode(0, failure);
            for (int i = 0; i < 30; i++) {
                add().statusCode(200);
            }
            mode(0, "well");
        }
    }

    @Test
    void saysSoWhenAllFail() {
        mode(0, "broken");
        mode(1, "broken");
        problem(add(), 502);
        mode(0, "silent");
        mode(1, "silent");
        add().header("Retry-After", notNullValue()).statusCode(503);
    }

    @Test
    void passesOnWhatTheReplicaFindsWrongWithTheImage() {
        mode(0, "picky");
        mode(1, "picky");
        ValidatableResponse answer = add();
        problem(answer, 415);
        answer.body("detail", equalTo("I do not like it"));
    }

    /** A replica that has no time for it refuses: another may have; two are enough. */
    @Test
    void triesOnceMoreWhereOneHasNoRoomAndPassesOnWhyNoneHas() {
        earnRetries();
        mode(0, "full");
        for (int i = 0; i < 10; i++) {
            add().statusCode(200);
        }
        mode(1, "full");
        ValidatableResponse answer = add();
        problem(answer, 503);
        answer.body("detail", equalTo("no room")).header("Retry-After", notNullValue());
    }

    @Test
    void doesNotTryAgainWhatIsTooLate() {
        mode(0, "late");
        mode(1, "late");
        ValidatableResponse answer = add();
        problem(answer, 504);
        answer.body("detail", equalTo("too late"));
    }

    @Test
    void tellsTheReplicaWhatIsLeftOfTheDeadline() {
        add("X-Deadline-Ms", "60000").body("deadline", allOf(greaterThan(0), lessThanOrEqualTo(60_000)));
        add().body("deadline", allOf(greaterThan(0), lessThanOrEqualTo(5_000)));
    }

    @Test
    void everyAnswerHasTheRequestsId() {
        String[] own = {"X-Request-Id", "order-66.a_B"};
        add(own).statusCode(200).header("X-Request-Id", own[1]).body("request_id", equalTo(own[1]));
        problem(add("X-Request-Id", own[1], "X-Priority", "urgent").header("X-Request-Id", own[1]), 400);
        problem(
                given().header("X-Request-Id", own[1])
                        .get("/add_to_queue")
                        .then()
                        .header("X-Request-Id", own[1]),
                405);
        mode(0, "broken");
        mode(1, "broken");
        problem(add(own).header("X-Request-Id", own[1]), 502);
    }

    @Test
    void makesAnIdWhereTheClientHasNoneOrOneThatCantBe() {
        Set<String> ids = new HashSet<>();
        for (String own : List.of("a b", "x".repeat(129), "{}", "\"")) {
            String id = add("X-Request-Id", own)
                    .statusCode(200)
                    .header("X-Request-Id", matchesPattern("[a-z0-9]+-[a-z0-9]+"))
                    .extract()
                    .header("X-Request-Id");
            ids.add(id);
        }
        ids.add(add().statusCode(200)
                .body("request_id", notNullValue())
                .extract()
                .header("X-Request-Id"));
        assertEquals(5, ids.size());
    }

    @Test
    void keepsADeadline() {
        mode(0, "stuck");
        mode(1, "stuck");
        problem(add("X-Deadline-Ms", "100"), 504);
    }

    /** Both replicas are stuck, so that the queue fills: what it does not take is refused, all else is answered. */
    @Test
    void refusesWhenTheQueueIsFullAndAnswersAllItTook() {
        mode(0, "stuck");
        mode(1, "stuck");
        int slots = 2 * 2;
        int sent = 256 + slots + 20;
        // A thread each: all are under way at once, and none has an answer before the replicas are well again.
        var threads = java.util.concurrent.Executors.newFixedThreadPool(sent);
        List<CompletableFuture<Integer>> answers = IntStream.range(0, sent)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> add("X-Deadline-Ms", "60000").extract().statusCode(), threads))
                .toList();
        while (answers.stream().filter(CompletableFuture::isDone).count() < 20) {
            assertFalse(Thread.interrupted(), "timed out: a refusal has not come");
            Thread.onSpinWait();
        }
        heal();
        Map<Integer, Long> byStatus = answers.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        assertEquals(Set.of(200, 503), byStatus.keySet());
        // What was sent to a replica that was then found to be stuck takes a place in the queue once more.
        assertEquals(20 + slots / 2.0, byStatus.get(503), slots / 2.0);
        threads.shutdown();
    }

    @Test
    void refusesWhatIsWrongWithTheRequest() {
        problem(
                given().contentType("text/plain")
                        .body("hello")
                        .post("/add_to_queue")
                        .then(),
                415);
        problem(
                given().contentType("image/jpeg")
                        .body(new byte[0])
                        .post("/add_to_queue")
                        .then(),
                400);
        problem(
                given().contentType("image/jpeg")
                        .body(new byte[11 << 20])
                        .post("/add_to_queue")
                        .then(),
                413);
        problem(given().multiPart("note", "no file").post("/add_to_queue").then(), 400);
        problem(add("X-Priority", "urgent"), 400);
        problem(add("X-Deadline-Ms", "soon"), 400);
        problem(add("X-Deadline-Ms", "0"), 400);
        add("X-Priority", "high", "X-Deadline-Ms", "3000").statusCode(200);
    }

    /** What is left of the body is taken off the line, so that the connection is good for the next request. */
    @Test
    void aConnectionOutlivesARefusalByTheHeaders() throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            byte[] body = new byte[300_000];
            for (String refused : List.of(
                    "POST /add_to_queue HTTP/1.1\r\nX-Priority: urgent",
                    "POST /nothing HTTP/1.1",
                    "PUT /stats HTTP/1.1")) {
                send(socket, refused + "\r\nContent-Length: " + body.length, body);
                assertTrue(status(socket).startsWith("HTTP/1.1 4"), refused);
            }
            send(socket, "POST /add_to_queue HTTP/1.1\r\nContent-Length: " + body.length, body);
            assertEquals("HTTP/1.1 200 OK", status(socket));
        }
    }

    /** The clock starts at the first byte: a body that does not come is no excuse. */
    @Test
    void theDeadlineHoldsForABodyThatStalls() throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            send(socket, "POST /add_to_queue HTTP/1.1\r\nX-Deadline-Ms: 200\r\nContent-Length: 1000", new byte[3]);
            assertEquals("HTTP/1.1 504 Gateway Timeout", status(socket));
        }
        add().statusCode(200);
    }

    private void send(Socket socket, String head, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((head + "\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    /** Reads one answer, its body included, and gives its first line. */
    private static String status(Socket socket) throws IOException {
        String first = "";
        int length = 0;
        for (String line = line(socket); !line.isEmpty(); line = line(socket)) {
            first = first.isEmpty() ? line : first;
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        socket.getInputStream().readNBytes(length);
        return first;
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\n';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Test
    void showsHowItIs() {
        add().statusCode(200);
        given().get("/")
                .then()
                .statusCode(200)
                .body("status", equalTo("ok"))
                .body("queue_size", equalTo(0))
                .body("replicas", is(in(List.of(0, 1, 2))));
        given().get("/stats")
                .then()
                .statusCode(200)
                .body("queue.capacity", equalTo(256))
                .body("workers", equalTo(4))
                .body("rates.window_s", equalTo(10))
                .body("replicas", hasSize(2))
                .body("replicas.name", hasItem(matchesPattern("127\\.0\\.0\\.1:\\d+")));
        String metrics =
                given().get("/q/metrics").then().statusCode(200).extract().asString();
        for (String name : List.of(
                "dispatcher_arrivals_total",
                "dispatcher_requests_total{outcome=\"succeeded\"}",
                "dispatcher_queue_size",
                "dispatcher_queue_wait_seconds_count",
                "dispatcher_request_seconds_bucket",
                "dispatcher_slo_violations_total",
                "dispatcher_replica_in_flight{replica=",
                "dispatcher_replica_state{replica=",
                "dispatcher_weights_mixed",
                "\nprocess_resident_memory_bytes ")) {
            assertTrue(metrics.contains(name), name);
        }
    }
}
