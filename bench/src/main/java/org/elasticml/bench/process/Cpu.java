package org.elasticml.bench.process;

import java.time.Duration;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.ServiceProcess;

/** What a process took of the cores. */
public final class Cpu {
    private static final double NANOS = 1e9;

    private Cpu() {}

    /** Since it began, in all its threads. */
    public static double seconds(ServiceProcess process) throws LaunchException {
        Duration taken = process.process()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new LaunchException("the CPU time of " + process.name() + " can't be read"));
        return taken.toNanos() / NANOS;
    }
}
