package org.elasticml.dispatcher.service;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.elasticml.dispatcher.rest.StubReplicas;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that wait for a result, and clients that hang up. */
@QuarkusTest
@QuarkusTestResource(StubReplicas.class)
@Timeout(60)
class LongPollTest {
    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "ml.service.url")
    List<String> replicas;

    @Inject
    DispatchService service;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        mode("well");
        threads.shutdown();
    }

    private void mode(String mode) {
        replicas.forEach(
                replica -> given().get(replica + "/mode/" + mode).then().statusCode(200));
    }

    private void awaitWaiters(int count) {
        while (service.intake().resultWaiters() != count) {
            assertFalse(Thread.interrupted(), "timed out");
            Thread.onSpinWait();
        }
    }

    private Socket longPoll(String location) throws IOException {
        Socket socket = new Socket(base.getHost(), base.getPort());
        String request = "GET " + location + " HTTP/1.1\r\nHost: x\r\nPrefer: wait=60\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String accepted() {
        return given().header("Prefer", "respond-async")
                .header("Connection", "close") // after the 202
                .contentType("image/jpeg")
                .body(new byte[1234])
                .post("/add_to_queue")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
    }

    /** They wait for as long as the test may take. */
    private static String outcome(String location) {
        return given().header("Prefer", "wait=60")
                .get(location)
                .then()
                .statusCode(200)
                .extract()
                .path("outcome");
    }

    @Test
    void allWhoWaitAreAnsweredWhenItIs() {
        mode("stuck");
        String location = accepted();
        List<CompletableFuture<String>> polls = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> outcome(location), threads))
                .toList();
        awaitWaiters(2);
        mode("well");
        polls.forEach(poll -> assertEquals("succeeded", poll.join()));
        assertEquals(0, service.intake().resultWaiters());
    }

    @Test
    void whoHangsUpLeavesNoWaiterAndStopsNothing() throws IOException {
        mode("stuck");
        String location = accepted();
        Socket poll = longPoll(location);
        awaitWaiters(1);
        poll.close();
        awaitWaiters(0);
        mode("well");
        assertEquals("succeeded", outcome(location));
    }

    @Test
    void whoHasWaitedInVainLeavesNoWaiter() {
        mode("stuck");
        String location = accepted();
        given().header("Prefer", "wait=1").get(location).then().statusCode(202);
        assertEquals(0, service.intake().resultWaiters());
    }
}
