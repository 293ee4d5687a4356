package org.elasticml.loadtester.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.elasticml.loadtester.measure.resource.ResourceSample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceWatchTest {
    private static final String PAGE = "process_cpu_time_ns_total 1.5E9\nprocess_resident_memory_bytes 2.0E8\n";

    private static final String HELD = "held";

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String page = pages.get(exchange.getRequestURI().getPath());
            if (HELD.equals(page)) {
                awaitRelease();
                page = PAGE;
            }
            byte[] body = String.valueOf(page).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private void awaitRelease() {
        try {
            assertTrue(held.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        held.countDown();
        server.stop(0);
    }

    private String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private ResourceWatch watch(String... targets) {
        return ResourceWatch.of(Stream.of(targets).map(WatchTarget::parse).toList(), said::add);
    }

    private static List<String> names(List<ResourceSample> samples) {
        return samples.stream().map(ResourceSample::name).toList();
    }

    @Test
    void looksAtTheBeginningAndAtTheEnd() throws InterruptedException {
        pages.put("/q/metrics", PAGE);
        try (ResourceWatch watch = watch("app=http://" + address())) {
            watch.begin();
            List<ResourceSample> samples = watch.end();
            assertTrue(samples.size() >= 2, samples::toString);
            assertEquals(
                    new ResourceSample("app", 0, OptionalLong.of(1_500_000_000), OptionalLong.of(200_000_000)),
                    samples.get(0));
            watch.begin();
            assertEquals(0, watch.end().get(0).nanos(), "a second run begins anew");
        }
        assertEquals(List.of(), said);
    }

    /** This one took time, and is in memory. */
    @Test
    void readsARealProcess() throws InterruptedException {
        assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "needs Linux");
        try (ResourceWatch watch = watch(String.valueOf(ProcessHandle.current().pid()))) {
            watch.begin();
            ResourceSample sample = watch.end().get(0);
            assertTrue(sample.cpuNanos().orElseThrow() > 100_000_000, sample::toString);
            assertTrue(sample.memoryBytes().orElseThrow() > 10_000_000, sample::toString);
        }
    }

    /** One is there, another comes, the first goes. */
    @Test
    void followsADispatchersReplicas() throws InterruptedException {
        String other = "localhost:" + server.getAddress().getPort();
        pages.put("/q/metrics", PAGE);
        pages.put("/stats", stats(address()));
        try (ResourceWatch watch = watch("http://" + address() + "/stats")) {
            watch.begin();
            pages.put("/stats", stats(address(), other));
            assertTrue(names(watch.end()).contains("replicas/" + other));
            watch.begin();
            pages.put("/stats", stats(other));
            List<String> names = names(watch.end());
            assertEquals("replicas/" + other, names.get(names.size() - 1));
        }
        assertEquals(List.of(), said);
    }

    /** What two dispatchers name is one replica. */
    @Test
    void looksAtEachReplicaOnce() throws InterruptedException {
        pages.put("/q/metrics", PAGE);
        pages.put("/stats", stats(address()));
        pages.put("/other/stats", stats(address()));
        try (ResourceWatch watch = watch("http://" + address() + "/stats", "http://" + address() + "/other/stats")) {
            watch.begin();
            assertEquals(
                    1,
                    watch.end().stream().filter(sample -> sample.nanos() == 0).count());
        }
    }

    private static String stats(String... replicas) {
        return Stream.of(replicas)
                .map(name -> "{\"name\":\"" + name + "\",\"state\":\"ready\"}")
                .toList()
                .toString()
                .transform(all -> "{\"replicas\":" + all + "}");
    }

    @Test
    void saysOnceWhatIsMissingAndGoesOn() throws InterruptedException {
        pages.put("/q/metrics", PAGE);
        try (ResourceWatch watch = watch("http://" + address())) {
            pages.clear();
            watch.begin();
            assertEquals(List.of(), watch.end());
            pages.put("/q/metrics", PAGE);
            watch.begin();
            assertTrue(!watch.end().isEmpty());
        }
        assertEquals(
                List.of("--watch http://" + address() + "/q/metrics cannot be read: HTTP 404; what it would tell is"
                        + " missing from the report while that is so"),
                said);
    }

    /** One that only boots is not missing yet. */
    @Test
    void saysOnceThatAReadyReplicaCantBeRead() throws InterruptedException {
        pages.put("/stats", "{\"replicas\":[{\"name\":\"127.0.0.1:1\",\"state\":\"unknown\"}]}");
        try (ResourceWatch watch = watch("http://" + address() + "/stats")) {
            watch.begin();
            watch.end();
            assertEquals(List.of(), said);
            pages.put("/stats", stats("127.0.0.1:1", "127.0.0.1:2", "no address"));
            watch.begin();
            watch.end();
        }
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.get(0).startsWith("--watch: replica "), said.get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/q/metrics |                     | HTTP 404",
                "/q/metrics | <html>hello</html>  | it is no page of metrics: line 1 is no metric",
                "/q/metrics | up 1                | it tells of neither CPU nor memory (process_cpu_time_ns_total",
                "/stats     |                     | HTTP 404",
                "/stats     | <html>hello</html>  | it is not JSON, as a dispatcher's /stats is",
                "/stats     | {\"status\":\"ok\"} | it names no replicas, as a dispatcher's /stats does",
            })
    void refusesAtTheStartWhatCantBeWatched(String path, String page, String expected) {
        if (page != null) {
            pages.put(path, page);
        }
        String url = "http://" + address() + path;
        String message =
                assertThrows(IllegalArgumentException.class, () -> watch(url)).getMessage();
        assertTrue(message.startsWith("--watch " + url + ": " + expected), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void refusesWhoDoesNotAnswer() {
        String message = assertThrows(IllegalArgumentException.class, () -> watch("http://127.0.0.1:1"))
                .getMessage();
        assertEquals("--watch http://127.0.0.1:1/q/metrics: no connection", message);
    }

    /** A service that has just begun, on a machine that is busy: 900 ms are not enough. */
    @Test
    void hasTimeForTheFirstLook() {
        pages.put("/q/metrics", HELD);
        CompletableFuture.delayedExecutor(1200, TimeUnit.MILLISECONDS).execute(held::countDown);
        watch("http://" + address() + "/q/metrics").close();
        assertEquals(List.of(), said);
    }

    @Test
    void goesOnWithoutWhoIsLate() {
        pages.put("/q/metrics", HELD);
        List<WatchTarget> targets = List.of(WatchTarget.parse("http://" + address()));
        ResourceWatch.of(targets, new HttpText(Duration.ofMillis(10)), said::add)
                .close();
        assertEquals(
                List.of("--watch http://" + address()
                        + "/q/metrics: no answer in time; it is asked again as the run goes on"),
                said);
    }

    /** It was waited for no longer, and ends within the next run. */
    @Test
    void aLookBelongsToTheRunInWhichItBegan() throws InterruptedException {
        CompletableFuture<List<Reading>> late = new CompletableFuture<>();
        Deque<CompletableFuture<List<Reading>>> looks = new ArrayDeque<>();
        looks.add(CompletableFuture.completedFuture(List.of(reading("first"))));
        looks.add(late);
        looks.add(CompletableFuture.completedFuture(List.of(reading("second"))));
        looks.add(CompletableFuture.completedFuture(List.of(reading("last"))));
        try (ResourceWatch watch = new ResourceWatch(List.of(source(looks)), 500)) {
            watch.begin();
            assertEquals(List.of("first"), names(watch.end()));
            watch.begin();
            late.complete(List.of(reading("late")));
            List<String> names = names(watch.end());
            assertFalse(names.contains("late"), names::toString);
            assertFalse(names.isEmpty());
        }
    }

    private static Reading reading(String name) {
        return new Reading(name, OptionalLong.of(1), OptionalLong.empty(), OptionalLong.empty(), System.nanoTime());
    }

    private static ResourceSource source(Deque<CompletableFuture<List<Reading>>> looks) {
        return new ResourceSource() {
            @Override
            public CompletableFuture<List<Reading>> check() {
                return read();
            }

            @Override
            public CompletableFuture<List<Reading>> read() {
                return looks.isEmpty() ? CompletableFuture.completedFuture(List.of()) : looks.remove();
            }
        };
    }

    @Test
    void asksNobodyWithoutTargets() throws InterruptedException {
        try (ResourceWatch watch = watch()) {
            watch.begin();
            assertEquals(List.of(), watch.end());
        }
    }

    @Test
    void knowsTheNamesOfPrometheusOwnLibraries() {
        Reading reading = Reading.ofPage("n", "process_cpu_seconds_total 2.5\nprocess_resident_memory_bytes NaN\n", 7);
        assertEquals(
                new Reading("n", OptionalLong.of(2_500_000_000L), OptionalLong.empty(), OptionalLong.empty(), 7),
                reading);
    }

    /**
     * A replica that is first seen at 9 s, 4 s old, with 3 s of CPU time, took these within the run; one of an hour did not, but
     * what came in its place did.
     */
    @Test
    void countsABootWithinTheRun() {
        long second = 1_000_000_000;
        OptionalLong none = OptionalLong.empty();
        List<Reading> readings = List.of(
                new Reading("old", OptionalLong.of(50 * second), none, OptionalLong.of(3600 * second), 101 * second),
                new Reading("new", OptionalLong.of(3 * second), none, OptionalLong.of(4 * second), 109 * second),
                new Reading("new", OptionalLong.of(4 * second), none, OptionalLong.of(5 * second), 110 * second),
                new Reading("mute", OptionalLong.of(3 * second), none, none, 110 * second),
                new Reading("old", OptionalLong.of(2 * second), none, OptionalLong.of(5 * second), 120 * second));
        assertEquals(
                List.of(
                        new ResourceSample("old", second, OptionalLong.of(50 * second), none),
                        new ResourceSample("new", 5 * second, OptionalLong.of(0), none),
                        new ResourceSample("new", 9 * second, OptionalLong.of(3 * second), none),
                        new ResourceSample("new", 10 * second, OptionalLong.of(4 * second), none),
                        new ResourceSample("mute", 10 * second, OptionalLong.of(3 * second), none),
                        new ResourceSample("old", 15 * second, OptionalLong.of(0), none),
                        new ResourceSample("old", 20 * second, OptionalLong.of(2 * second), none)),
                ResourceWatch.samples(readings, 100 * second));
    }
}
