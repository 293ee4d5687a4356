package org.elasticml.mlapp.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a dispatcher that writes down what it hears. */
class AnnouncerTest {
    private static final String HERE = "PUT /replicas {draining=false} Bearer secret";
    private static final String DRAINING = "PUT /replicas {draining=true} Bearer secret";
    private static final String GONE = "DELETE /replicas?url=http%3A%2F%2F127.0.0.1%3A9001  Bearer secret";

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private volatile int leaseMillis = 30;
    private HttpServer dispatcher;
    private Announcer announcer;

    @BeforeEach
    void start() throws IOException {
        dispatcher = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dispatcher.createContext("/replicas", this::hear);
        dispatcher.start();
        announcer = new Announcer(
                URI.create("http://127.0.0.1:" + dispatcher.getAddress().getPort()),
                "http://127.0.0.1:9001",
                Optional.of("secret"),
                Duration.ofMillis(10));
    }

    @AfterEach
    void stop() {
        announcer.stop();
        dispatcher.stop(0);
    }

    private void hear(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] answer = ("{\"lease_ms\":" + leaseMillis + "}").getBytes(StandardCharsets.UTF_8);
        heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + body.replaceAll(".*\"draining\":(true|false).*", "{draining=$1}") + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void next(String expected) throws InterruptedException {
        String said = heard.poll(60, TimeUnit.SECONDS);
        assertNotNull(said, "nothing was said");
        assertEquals(expected, said);
    }

    @Test
    void saysAgainAndAgainThatItIsThere() throws InterruptedException {
        announcer.start();
        next(HERE);
        next(HERE);
        next(HERE);
    }

    @Test
    void triesAgainAfterAFailure() throws InterruptedException {
        status = 500;
        announcer.start();
        next(HERE);
        next(HERE);
        status = 200;
        next(HERE);
        next(HERE);
    }

    @Test
    void drainsAndThenIsGoneForGood() throws InterruptedException {
        leaseMillis = 600_000;
        announcer.start();
        next(HERE);
        announcer.drain();
        assertEquals(DRAINING, heard.poll(), "the dispatcher knows when drain() returns");
        announcer.stop();
        assertEquals(GONE, heard.poll());
        announcer.drain();
        assertEquals(null, heard.poll());
    }

    @Test
    void whileItDrainsItSaysSoAgain() throws InterruptedException {
        leaseMillis = 600_000;
        announcer.start();
        next(HERE);
        leaseMillis = 30;
        announcer.drain();
        next(DRAINING);
        next(DRAINING);
    }

    @Test
    void aDispatcherThatIsNotThereHoldsNothingUp() {
        dispatcher.stop(0);
        announcer.start();
        announcer.drain();
        announcer.stop();
        assertEquals(0, heard.size());
    }
}
