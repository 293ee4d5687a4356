package org.elasticml.launcher;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks now and then at what processes take of the cores: one that has ended can't be asked any more. */
final class CpuWatch implements AutoCloseable {
    private static final long EVERY_MILLIS = 250;
    private static final double NANOS = 1e9;

    private final Supplier<List<Running>> running;
    private final CpuTimes times = new CpuTimes();
    private final long startNanos = System.nanoTime();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread looking = new Thread(task, "cpu");
        looking.setDaemon(true);
        return looking;
    });

    /** @param running those to look at, which may change */
    CpuWatch(Supplier<List<Running>> running) {
        this.running = running;
        look();
        thread.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        times.look(running.get());
    }

    /** What was taken so far of this machine's cores. */
    synchronized String shares() {
        double seconds = (System.nanoTime() - startNanos) / NANOS;
        int cores = Runtime.getRuntime().availableProcessors();
        return String.format(
                Locale.ROOT, "of the %d cores over %.0f s: %s", cores, seconds, times.shares(seconds, cores));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
