package org.elasticml.loadtester.watch;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.elasticml.loadtester.measure.resource.ResourceSample;

/**
 * Asks once a second what processes take of cores and memory, on a thread of its own, in one run after another. What can't be read
 * is a gap.
 */
public final class ResourceWatch implements AutoCloseable {
    private static final Path PROC = Path.of("/proc");
    private static final String REPLICAS = "replicas";
    private static final long PERIOD_MILLIS = 1000;
    private static final long LAST_MILLIS = 3000;

    private final List<ResourceSource> sources;
    private final List<Reading> readings = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "resources");
        daemon.setDaemon(true);
        return daemon;
    });
    private Future<?> looking = CompletableFuture.completedFuture(null);
    private long startNanos;

    private ResourceWatch(List<ResourceSource> sources) {
        this.sources = sources;
    }

    /**
     * @param targets may be none
     * @param say is told once of each what is missing; on any thread
     * @throws IllegalArgumentException naming one that can't be watched, and why
     */
    public static ResourceWatch of(List<WatchTarget> targets, Consumer<String> say) {
        return of(targets, PROC, say);
    }

    static ResourceWatch of(List<WatchTarget> targets, Path proc, Consumer<String> say) {
        WatchTarget.checkDistinct(targets);
        HttpText http = new HttpText();
        List<ResourceSource> sources = new ArrayList<>();
        for (WatchTarget target : targets) {
            ResourceSource source = source(target, proc, http, say);
            try {
                source.check().join();
            } catch (CompletionException e) {
                throw new IllegalArgumentException("--watch " + target.what() + ": " + HttpText.reason(e), e);
            }
            sources.add(source);
        }
        return new ResourceWatch(sources);
    }

    private static ResourceSource source(WatchTarget target, Path proc, HttpText http, Consumer<String> say) {
        if (target.pid().isPresent()) {
            return new ProcessSource(proc, target.name(), target.pid().getAsLong(), say);
        }
        return target.isDispatcher()
                ? new ReplicaSource(target.name().isEmpty() ? REPLICAS : target.name(), target.url(), http, say)
                : new PageSource(
                        target.name().isEmpty() ? address(target.url()) : target.name(), target.url(), http, say);
    }

    private static String address(URI url) {
        return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    /** Begins a run, now, after a first look. */
    public void begin() throws InterruptedException {
        if (sources.isEmpty()) {
            return;
        }
        synchronized (readings) {
            readings.clear();
        }
        await(thread.submit(this::look));
        startNanos = System.nanoTime();
        looking = thread.scheduleAtFixedRate(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ends it, after a last look. In the order of time. */
    public List<ResourceSample> end() throws InterruptedException {
        if (sources.isEmpty()) {
            return List.of();
        }
        looking.cancel(false);
        await(thread.submit(this::look));
        synchronized (readings) {
            return samples(readings, startNanos);
        }
    }

    private static void await(Future<?> look) throws InterruptedException {
        try {
            look.get(LAST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // A gap.
        }
    }

    private void look() {
        List<CompletableFuture<List<Reading>>> reads =
                sources.stream().map(ResourceSource::read).toList();
        // Two dispatchers may name the same replica.
        Map<String, Reading> byName = new LinkedHashMap<>();
        reads.stream()
                .map(CompletableFuture::join)
                .flatMap(Collection::stream)
                .forEach(reading -> byName.putIfAbsent(reading.name(), reading));
        synchronized (readings) {
            readings.addAll(byName.values());
        }
    }

    /**
     * Of a process that began within the run, be it in the place of another, its beginning as well, so that nothing that it took is
     * left out.
     */
    static List<ResourceSample> samples(List<Reading> readings, long startNanos) {
        List<ResourceSample> samples = new ArrayList<>();
        Map<String, Long> lastNanos = new HashMap<>();
        for (Reading reading : readings) {
            ResourceSample sample = reading.sample(startNanos);
            reading.begin(startNanos, lastNanos.getOrDefault(sample.name(), 0L)).ifPresent(samples::add);
            samples.add(sample);
            lastNanos.put(sample.name(), sample.nanos());
        }
        return samples;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
