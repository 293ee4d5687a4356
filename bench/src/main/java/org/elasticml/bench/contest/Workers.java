package org.elasticml.bench.contest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A contender that does its work on threads of this JVM, which are its own: libtorch keeps settings by thread. */
final class Workers implements Contender {
    private final String name;
    private final List<Task> tasks;
    private final Runnable release;
    private final ExecutorService threads;

    /** Done again and again by one thread. */
    @FunctionalInterface
    interface Task {
        /** Returns how many images that were. */
        int run() throws Exception;
    }

    /**
     * @param tasks one for each thread
     * @param release frees what the tasks hold, when all is done
     */
    Workers(String name, List<Task> tasks, Runnable release) {
        this.name = name;
        this.tasks = tasks;
        this.release = release;
        this.threads = Executors.newFixedThreadPool(tasks.size());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double imagesPerSecond(Duration duration) throws IOException, InterruptedException {
        List<Callable<Double>> turns = new ArrayList<>();
        tasks.forEach(task -> turns.add(() -> rate(task, duration)));
        double imagesPerSecond = 0;
        try {
            for (Future<Double> turn : threads.invokeAll(turns)) {
                imagesPerSecond += turn.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(name + " broke down: " + e.getCause(), e.getCause());
        }
        return imagesPerSecond;
    }

    /** Over the thread's own time, so that the call under way when the time is up counts in full. */
    private static double rate(Task task, Duration duration) throws Exception {
        long start = System.nanoTime();
        long elapsed;
        long images = 0;
        do {
            images += task.run();
            elapsed = System.nanoTime() - start;
        } while (elapsed < duration.toNanos());
        return images * 1e9 / elapsed;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        release.run();
    }
}
