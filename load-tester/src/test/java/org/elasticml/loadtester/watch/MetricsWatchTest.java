package org.elasticml.loadtester.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.elasticml.loadtester.measure.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsWatchTest {
    private static final String PAGE =
            "dispatcher_queue_size 3.0\ndispatcher_replica_state{replica=\"a\",state=\"ready\"} 1.0\n";

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private HttpServer server;
    private volatile String page = PAGE;
    private volatile int status = 200;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/q/metrics", exchange -> {
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
            asked.countDown();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsEachEndpoint() {
        try (MetricsWatch watch = MetricsWatch.of(List.of(metrics()), said::add)) {
            Sample sample = watch.sample(5);
            assertEquals(5, sample.nanos());
            assertEquals(OptionalInt.of(1), sample.ready());
            assertEquals(OptionalInt.of(3), sample.queueSize());
        }
        assertEquals(List.of(), said);
    }

    @Test
    void saysOnceWhatIsMissingAndLeavesAGap() {
        try (MetricsWatch watch = MetricsWatch.of(List.of(metrics()), said::add)) {
            status = 404;
            assertEquals(OptionalInt.empty(), watch.sample(1).queueSize());
            page = "<html>hello</html>";
            status = 200;
            assertEquals(OptionalInt.empty(), watch.sample(2).queueSize());
            page = PAGE;
            assertEquals(OptionalInt.of(3), watch.sample(3).queueSize());
        }
        assertEquals(1, said.size());
        assertTrue(said.get(0).contains("/q/metrics cannot be read: HTTP 404"), said.get(0));
    }

    @Test
    void doesNotAddUpWhileOneIsMissing() {
        URI closed = URI.create("http://127.0.0.1:1/q/metrics");
        try (MetricsWatch watch = MetricsWatch.of(List.of(metrics(), closed), said::add)) {
            Sample sample = watch.sample(1);
            assertEquals(OptionalInt.empty(), sample.queueSize());
            assertEquals(OptionalInt.of(1), sample.ready());
        }
        assertEquals(1, said.size());
        assertTrue(said.get(0).contains("no connection"), said.get(0));
    }

    /** A replica's page that goes missing takes nothing away from what dispatchers tell. */
    @Test
    void doesNotMissAPageOfNoDispatcher() throws IOException {
        HttpServer replica = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        replica.createContext("/", exchange -> {
            byte[] body = "ml_app_images_total 1\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        replica.start();
        URI other = URI.create("http://127.0.0.1:" + replica.getAddress().getPort() + "/");
        try (MetricsWatch watch = MetricsWatch.of(List.of(metrics(), other), said::add)) {
            assertEquals(OptionalInt.of(3), watch.sample(1).queueSize());
            replica.stop(0);
            assertEquals(OptionalInt.of(3), watch.sample(2).queueSize());
        }
    }

    @Test
    void samplesOnItsOwnOnceItIsStarted() throws InterruptedException {
        try (MetricsWatch watch = MetricsWatch.of(List.of(metrics()), said::add)) {
            watch.start();
            assertTrue(asked.await(30, TimeUnit.SECONDS));
        }
        assertEquals(List.of(), said);
    }

    @Test
    void asksNobodyWithoutEndpoints() {
        try (MetricsWatch watch = MetricsWatch.of(List.of(), said::add)) {
            watch.start();
            assertEquals(List.of(), watch.samples());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics", "127.0.0.1/q", "ftp://127.0.0.1/", "http:/q/metrics"})
    void refusesWhatIsNoUrl(String wrong) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> MetricsWatch.of(List.of(URI.create(wrong)), said::add))
                .getMessage();
        assertTrue(message.contains("http://127.0.0.1:8001/q/metrics"), message);
        assertFalse(message.contains("null"), message);
    }

    private URI metrics() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/q/metrics");
    }
}
