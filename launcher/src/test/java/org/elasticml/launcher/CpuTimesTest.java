package org.elasticml.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTimesTest {
    private static Running process(String name, long pid) {
        return new Running(name, 0, pid, 1);
    }

    @Test
    void sharesAreOfAllCoresAndByKind() {
        CpuTimes times = new CpuTimes();
        times.seen(process("dispatcher-8001", 1), Duration.ofSeconds(3));
        times.seen(process("ml-app-9001", 2), Duration.ofSeconds(5));
        times.look(List.of());
        // Has begun since, so all that it took counts.
        times.seen(process("ml-app-9002", 3), Duration.ofSeconds(6));
        times.seen(process("dispatcher-8001", 1), Duration.ofSeconds(4));
        times.seen(process("ml-app-9001", 2), Duration.ofSeconds(9));
        times.seen(process("load-tester", 4), Duration.ofMillis(600));
        assertEquals("dispatcher 5 %, replicas 50 %, load-tester 3 %", times.shares(10, 2));
    }

    @Test
    void whatIsGoneKeepsWhatItTook() {
        CpuTimes times = new CpuTimes();
        times.look(List.of());
        times.seen(process("ml-app-9001", 2), Duration.ofSeconds(1));
        times.look(List.of());
        assertEquals("replicas 25 %", times.shares(4, 1));
    }

    @Test
    void asksRunningProcesses() {
        CpuTimes times = new CpuTimes();
        Running self = new Running("load-tester", 0, ProcessHandle.current().pid(), startedMillis());
        times.look(List.of(self));
        times.look(List.of(self));
        assertEquals("load-tester", times.shares(1_000_000, 1).replaceAll(" \\d+ %", ""));
    }

    private static long startedMillis() {
        return ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
    }
}
