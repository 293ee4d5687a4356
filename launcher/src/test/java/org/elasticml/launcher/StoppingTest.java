package org.elasticml.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppingTest {
    @TempDir
    Path logs;

    private final List<Process> processes = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    private Running started(String name, int port) throws IOException {
        Process process = new ProcessBuilder("cat").start(); // waits for its standard input
        processes.add(process);
        return Running.of(new ServiceProcess(name, port, logs, process));
    }

    /** As the autoscaler does. */
    private void write(Running replica, int autoscalerPort) throws IOException {
        Files.writeString(
                logs.resolve("replicas-of-" + autoscalerPort + ".json"),
                String.format(
                        Locale.ROOT,
                        "[{\"name\":\"%s\",\"port\":%d,\"pid\":%d,\"startedMillis\":%d,\"draining\":false}]",
                        replica.name(),
                        replica.port(),
                        replica.pid(),
                        replica.startedMillis()));
    }

    @Test
    void endsTheLastStartedFirstAndThenWhatTheAutoscalerLeftBehind() throws Exception {
        Running autoscaler = started("autoscaler-8002", 8002);
        Running dispatcher = started("dispatcher-8001", 8001);
        Running replica = started("ml-app-9001", 9001);
        write(replica, 8002);
        assertEquals(List.of(replica), Autoscaler.replicas(logs, 8002));
        Stopping.stop(List.of(autoscaler, dispatcher), logs, service -> stopped.add(service.name()));
        assertEquals(List.of("dispatcher-8001", "autoscaler-8002", "ml-app-9001"), stopped);
        for (Process process : processes) {
            assertFalse(process.isAlive());
        }
        assertEquals(List.of(), Autoscaler.replicas(logs, 8002));
    }

    @Test
    void findsReplicasOfAnAutoscalerThatWasKilled() throws Exception {
        Running autoscaler = started("autoscaler-8002", 8002);
        processes.get(0).destroyForcibly().waitFor();
        write(started("ml-app-9001", 9001), 8002);
        Stopping.stop(List.of(autoscaler), logs, service -> stopped.add(service.name()));
        assertEquals(List.of("ml-app-9001"), stopped);
    }

    @Test
    void leavesReplicasOfOthersAlone() throws Exception {
        write(started("ml-app-9001", 9001), 20_001);
        Stopping.stop(List.of(started("autoscaler-8002", 8002)), logs, service -> stopped.add(service.name()));
        assertEquals(List.of("autoscaler-8002"), stopped);
        assertTrue(processes.get(0).isAlive());
    }
}
