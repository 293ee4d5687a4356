package org.elasticml.autoscaler.actuate.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. */
class LocalActuatorTest {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<LocalActuator> actuators = new ArrayList<>();
    private int port;

    @BeforeEach
    void findPort() throws IOException {
        port = FreePorts.from(21_000 + (int) (ProcessHandle.current().pid() % 5_000), Set.of());
    }

    @AfterEach
    void close() throws IOException {
        Files.deleteIfExists(folder.resolve("stay"));
        actuators.forEach(LocalActuator::close);
    }

    private LocalSettings settings() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new LocalSettings(
                List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        "target/test-classes",
                        TinyReplica.class.getName(),
                        folder.toString()),
                URI.create("http://127.0.0.1:1"),
                port,
                folder,
                folder.resolve("written.json"));
    }

    private LocalActuator actuator() {
        LocalActuator actuator = new LocalActuator(settings(), registry);
        actuators.add(actuator);
        return actuator;
    }

    private static ReplicaCounts await(LocalActuator actuator, Predicate<ReplicaCounts> enough) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < DEADLINE_NANOS) {
            ReplicaCounts counts = actuator.replicas();
            if (enough.test(counts)) {
                return counts;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("still " + actuator.replicas());
    }

    private static ReplicaCounts awaitReady(LocalActuator actuator, int ready) {
        return await(actuator, counts -> counts.ready() == ready && counts.booting() == 0 && counts.draining() == 0);
    }

    private List<Written> written() throws IOException {
        return Written.read(folder.resolve("written.json"));
    }

    @Test
    void startsNothingUnasked() {
        assertEquals(0, actuator().replicas().wanted());
    }

    @Test
    void startsAndDrains() throws IOException {
        LocalActuator actuator = actuator();
        actuator.scaleTo(2);
        assertEquals(2, actuator.replicas().booting(), "what was asked for counts at once");
        ReplicaCounts there = awaitReady(actuator, 2);
        assertTrue(there.bootSeconds().orElseThrow() > 0);
        int newest = written().get(1).port();
        assertTrue(Files.readString(folder.resolve("ml-app-" + newest + ".log"))
                .startsWith("registers with http://127.0.0.1:1 on "));
        actuator.scaleTo(1);
        ReplicaCounts going = actuator.replicas();
        assertEquals(1, going.wanted());
        assertEquals(1, going.draining());
        awaitReady(actuator, 1);
        assertTrue(Files.exists(folder.resolve("drained-" + newest)), "the newest goes, and is told to");
        assertEquals(1, written().size());
    }

    @Test
    void stopsFirstWhatDoesNotServeYet() throws IOException {
        LocalActuator actuator = actuator();
        actuator.scaleTo(1);
        awaitReady(actuator, 1);
        int old = written().get(0).port();
        actuator.scaleTo(3);
        actuator.scaleTo(1);
        awaitReady(actuator, 1);
        assertEquals(List.of(old), written().stream().map(Written::port).toList());
    }

    @Test
    void startsAgainOneThatDied() throws IOException {
        LocalActuator actuator = actuator();
        actuator.scaleTo(1);
        awaitReady(actuator, 1);
        Written before = written().get(0);
        before.process().orElseThrow().destroyForcibly();
        await(actuator, counts -> counts.ready() == 0);
        assertEquals(1, actuator.replicas().wanted(), "it is still wanted");
        ReplicaCounts again = awaitReady(actuator, 1);
        assertTrue(again.bootSeconds().orElseThrow() > 0, "what its forerunner had answered does not make it ready");
        assertEquals(before.port(), written().get(0).port());
        assertTrue(written().get(0).pid() != before.pid());
        assertEquals(
                1, registry.get("autoscaler_replica_deaths_total").counter().count());
    }

    @Test
    void triesAgainWhatCanNotStart() throws IOException {
        Files.createFile(folder.resolve("die"));
        LocalActuator actuator = actuator();
        actuator.scaleTo(1);
        await(
                actuator,
                counts -> registry.get("autoscaler_replica_deaths_total")
                                .counter()
                                .count()
                        >= 2);
        assertEquals(1, actuator.replicas().booting());
        Files.delete(folder.resolve("die"));
        awaitReady(actuator, 1);
    }

    @Test
    void takesOverWhatRuns() throws IOException {
        // As an autoscaler leaves them that is killed.
        List<Written> before = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int free = FreePorts.from(port + i, Set.of());
            ReplicaProcess left = ReplicaProcess.start(settings(), free, false);
            before.add(new Written("ml-app-" + free, free, left.handle().pid(), Written.started(left.handle()), false));
        }
        Written.write(settings().written(), before);
        LocalActuator next = actuator();
        assertEquals(2, next.replicas().wanted(), "no jump");
        awaitReady(next, 2);
        assertEquals(before, written());
        next.scaleTo(1);
        awaitReady(next, 1);
        next.close();
        assertEquals(List.of(), written());
        assertFalse(before.get(0).process().isPresent());
    }

    @Test
    void skipsPortsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("127.0.0.1", port));
            LocalActuator actuator = actuator();
            actuator.scaleTo(1);
            awaitReady(actuator, 1);
            assertTrue(written().get(0).port() > port);
        }
    }

    @Test
    void stopsAllWhenItIsClosed() throws IOException {
        LocalActuator actuator = actuator();
        actuator.scaleTo(2);
        awaitReady(actuator, 2);
        List<Written> before = written();
        actuator.close();
        for (Written each : before) {
            assertFalse(each.process().isPresent());
            assertTrue(Files.exists(folder.resolve("drained-" + each.port())));
        }
        actuator.scaleTo(1);
        assertEquals(0, actuator.replicas().wanted(), "nobody would end it");
    }

    @Test
    void killsWhatDoesNotEnd() throws IOException {
        Files.createFile(folder.resolve("stay"));
        LocalActuator actuator = new LocalActuator(settings(), registry, 0.5, 0.5);
        actuators.add(actuator);
        actuator.scaleTo(1);
        awaitReady(actuator, 1);
        Written before = written().get(0);
        actuator.scaleTo(0);
        await(actuator, counts -> counts.draining() == 0);
        assertFalse(before.process().isPresent());
    }
}
