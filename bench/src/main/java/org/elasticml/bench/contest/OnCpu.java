package org.elasticml.bench.contest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A contender on one thread of its own, measured by that thread's CPU time: what else the machine does is left out. */
final class OnCpu implements Contender {
    private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();

    private final String name;
    private final Workers.Task task;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    OnCpu(String name, Workers.Task task) {
        this.name = name;
        this.task = task;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double imagesPerSecond(Duration duration) throws IOException, InterruptedException {
        try {
            return thread.submit(() -> rate(duration)).get();
        } catch (ExecutionException e) {
            throw new IOException(name + " broke down: " + e.getCause(), e.getCause());
        }
    }

    private double rate(Duration duration) throws Exception {
        long start = TIMES.getCurrentThreadCpuTime();
        long elapsed;
        long images = 0;
        do {
            images += task.run();
            elapsed = TIMES.getCurrentThreadCpuTime() - start;
        } while (elapsed < duration.toNanos());
        return images * 1e9 / elapsed;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
