package org.elasticml.mlapp.serving;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Runs drawn photos through the inference threads before the first real one comes: the code gets compiled, the memory
 * touched, and the replica learns what a batch takes and how large it should be. All threads run at the same time, as
 * they will under load, since they share caches and memory.
 */
final class WarmUp {
    /** Of a core's time, as the others: on a machine that is busy with others it takes longer, not less. */
    private static final double WARMING_SECONDS = 0.3;

    private static final double MEASURING_SECONDS = 0.5;
    /** One size's part; at least one batch of it is run, and no more than {@link #MAX_RUNS}. */
    private static final double SHARE_SECONDS = MEASURING_SECONDS / 6;

    private static final int MAX_RUNS = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ExecutorService threads;
    private final int workers;
    private final BatchRunner runner;
    private final byte[] photo = drawn();

    /**
     * What was found out.
     *
     * @param bestBatch see {@link BatchSizeSearch}
     * @param times of the sizes that were measured
     * @param imagesPerSecond of all threads together, in batches of that size, decoding included
     */
    record Result(int bestBatch, SortedMap<Integer, BatchTimes> times, double imagesPerSecond) {
        ServiceTimes serviceTimes() {
            SortedMap<Integer, Double> network = new TreeMap<>();
            times.forEach((size, taken) -> network.put(size, taken.networkSeconds()));
            BatchTimes best = times.get(bestBatch);
            return new ServiceTimes(network, best.decodeSeconds() / best.size());
        }
    }

    /**
     * @param threads as many as {@code workers}, all free
     */
    WarmUp(ExecutorService threads, int workers, BatchRunner runner) {
        this.threads = threads;
        this.workers = workers;
        this.runner = runner;
    }

    /**
     * Warms up, and measures for half a second of CPU time.
     *
     * @param maxBatch the largest batch to consider
     */
    Result run(int maxBatch) {
        onEachThread(() -> {
            double spent = 0;
            for (int size = 1; spent < WARMING_SECONDS; size = 2 * size > maxBatch ? 1 : 2 * size) {
                spent += batch(size).cpuSeconds();
            }
            return List.of();
        });
        return measured(maxBatch);
    }

    private Result measured(int maxBatch) {
        BatchSizeSearch search = new BatchSizeSearch(maxBatch);
        SortedMap<Integer, BatchTimes> times = new TreeMap<>();
        double left = MEASURING_SECONDS;
        for (OptionalInt next = search.next(left); next.isPresent(); next = search.next(left)) {
            int size = next.getAsInt();
            List<Run> runs = onEachThread(() -> runs(size));
            double decode = mean(runs, run -> run.times().decodeSeconds());
            double network = mean(runs, run -> run.times().networkSeconds());
            double cpu = mean(runs, Run::cpuSeconds);
            times.put(size, new BatchTimes(size, decode, network));
            search.measured(size, cpu);
            left -= cpu * runs.size() / workers;
        }
        int best = search.best();
        return new Result(best, times, workers * best / times.get(best).seconds());
    }

    /** One batch: what it took by the clock, and what of a core. */
    private record Run(BatchTimes times, double cpuSeconds) {}

    private static double mean(List<Run> runs, ToDoubleFunction<Run> seconds) {
        return runs.stream().mapToDouble(seconds).average().orElseThrow();
    }

    private List<Run> runs(int size) {
        List<Run> runs = new ArrayList<>();
        double spent = 0;
        while (runs.isEmpty() || spent < SHARE_SECONDS && runs.size() < MAX_RUNS) {
            runs.add(batch(size));
            spent += runs.get(runs.size() - 1).cpuSeconds();
        }
        return runs;
    }

    private Run batch(int size) {
        List<Job> jobs = Stream.generate(() -> new Job(photo, 1, System.nanoTime(), OptionalLong.empty()))
                .limit(size)
                .toList();
        CompletableFuture<BatchTimes> times = new CompletableFuture<>();
        long before = THREADS.getCurrentThreadCpuTime();
        runner.run(jobs, times::complete);
        long after = THREADS.getCurrentThreadCpuTime();
        jobs.forEach(job -> job.result().join());
        return new Run(times.join(), (after - before) / 1e9);
    }

    /** Does the same on all threads at the same time. */
    private List<Run> onEachThread(Callable<List<Run>> task) {
        CyclicBarrier start = new CyclicBarrier(workers);
        Callable<List<Run>> together = () -> {
            start.await();
            return task.call();
        };
        List<Run> all = new ArrayList<>();
        try {
            for (Future<List<Run>> one : threads.invokeAll(Collections.nCopies(workers, together))) {
                all.addAll(one.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while warming up", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the trial photos could not be classified", e.getCause());
        }
        return all;
    }

    /** A JPEG of a usual size, busy enough to cost what a photo costs. */
    static byte[] drawn() {
        BufferedImage image = new BufferedImage(500, 375, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, 500, 375, Color.BLUE));
        graphics.fillRect(0, 0, 500, 375);
        for (int i = 0; i < 60; i++) {
            graphics.setColor(new Color(37 * i % 256, 91 * i % 256, 53 * i % 256));
            graphics.drawOval(113 * i % 450, 71 * i % 330, 20 + 7 * i % 60, 20 + 11 * i % 60);
        }
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        // ImageIO's own choice of stream keeps a copy on disk, where a container may have none.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return jpeg.toByteArray();
    }
}
