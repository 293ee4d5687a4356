package org.elasticml.bench.process;

import java.time.Duration;
import java.util.stream.Stream;
import org.elasticml.launcher.ServiceProcess;

/** What a process took of the cores. */
public final class Cpu {
    private static final double NANOS = 1e9;

    private Cpu() {}

    /** Since it began, in all its threads and in the processes that it started. One that has ended took none. */
    public static double seconds(ServiceProcess process) {
        ProcessHandle handle = process.process().toHandle();
        return Stream.concat(Stream.of(handle), handle.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .mapToDouble(Duration::toNanos)
                .map(nanos -> nanos / NANOS)
                .sum();
    }
}
