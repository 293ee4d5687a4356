package org.elasticml.dispatcher.rest;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.PlatformDependent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.elasticml.dispatcher.discovery.LogLines;
import org.elasticml.web.Bodies;
import org.elasticml.web.Connections;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Malformed requests by the thousand: each is answered or cut off, none breaks anything, and nothing of them stays. */
@QuarkusTest
@QuarkusTestResource(StubReplicas.class)
@TestProfile(FuzzTest.Impatient.class)
@Timeout(300)
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 20_000);
    private static final int CLIENTS = 128;
    /** Others: {@code -Dfuzz.seed=N}. */
    private static final long SEED = Long.getLong("fuzz.seed", 8);

    private static final long DIRECT_BYTES = 32 << 20;

    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("header.timeout-ms", "100", "deadline.ms", "100");
        }
    }

    @TestHTTPResource("/")
    URI base;

    @Inject
    Connections connections;

    @Inject
    Bodies bodies;

    private final Map<String, AtomicInteger> ends = new ConcurrentSkipListMap<>();

    @Test
    void malformedRequestsAreAnsweredOrCutOff() throws Exception {
        LogLines log = new LogLines();
        Logger root = Logger.getLogger("");
        root.addHandler(log);
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        int open = connections.open();
        send(0, REQUESTS / 4);
        long direct = directBytes();
        send(REQUESTS / 4, REQUESTS);
        while (bodies.heldBytes() > 0 || connections.open() > open) {
            Thread.onSpinWait();
        }
        assertTrue(directBytes() < direct + DIRECT_BYTES, directBytes() + " bytes of direct memory, after " + direct);
        reportLeaks();
        ResourceLeakDetector.setLevel(level);
        root.removeHandler(log);
        List<String> bad = log.said().stream()
                .filter(line ->
                        line.contains("LEAK") || line.contains("unexpectedly") || line.contains("HTTP Request to"))
                .toList();
        assertEquals(List.of(), bad, () -> "seed " + SEED + ": " + bad);
        // Else it was no good fuzz: some got through, some did not, some were cut off.
        for (String end : List.of("200", "400", "404", "405", "408", "415", "431", "504", "closed")) {
            assertTrue(ends.containsKey(end), end + " is not among " + ends);
        }
        given().header("X-Deadline-Ms", "60000")
                .contentType("image/jpeg")
                .body(new byte[100])
                .post("/add_to_queue")
                .then()
                .statusCode(200);
    }

    private void send(int from, int to) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Callable<Void>> tasks = IntStream.range(from, to)
                .<Callable<Void>>mapToObj(i -> () -> {
                    one(i);
                    return null;
                })
                .toList();
        for (Future<Void> done : clients.invokeAll(tasks)) {
            done.get();
        }
        clients.shutdown();
    }

    private void one(int number) throws IOException {
        byte[] request = new Mutations(SEED + number).next();
        String end;
        try (RawHttp raw = new RawHttp(base)) {
            end = raw.end(request);
        } catch (SocketTimeoutException e) {
            end = "a hang";
        }
        assertTrue(
                end.matches("101|2..|4..|50[2345]|closed|HTTP/2"),
                end + " for request " + number + " of seed " + SEED + ": " + Mutations.show(request));
        ends.computeIfAbsent(end, first -> new AtomicInteger()).incrementAndGet();
    }

    private static long directBytes() {
        return Math.max(0, PlatformDependent.usedDirectMemory())
                + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }

    /** What was collected without being released is said with the next buffers. */
    private static void reportLeaks() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            for (int j = 0; j < 100; j++) {
                Unpooled.directBuffer(16).release();
                io.netty.buffer.PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
            }
        }
    }
}
