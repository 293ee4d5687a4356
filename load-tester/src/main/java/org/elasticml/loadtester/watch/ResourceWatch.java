package org.elasticml.loadtester.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
    private final long lastMillis;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "resources");
        daemon.setDaemon(true);
        return daemon;
    });
    private Future<?> looking = CompletableFuture.completedFuture(null);
    private List<Reading> readings = List.of();
    private long startNanos;

    /** @param lastMillis how long the first and the last look of a run are waited for */
    ResourceWatch(List<ResourceSource> sources, long lastMillis) {
        this.sources = sources;
        this.lastMillis = lastMillis;
    }

    /**
     * @param targets may be none
     * @param say is told once of each what is missing; on any thread
     * @throws IllegalArgumentException naming one that can't be watched, and why
     */
    public static ResourceWatch of(List<WatchTarget> targets, Consumer<String> say) {
        return of(targets, new HttpText(), say);
    }

    static ResourceWatch of(List<WatchTarget> targets, HttpText http, Consumer<String> say) {
        WatchTarget.checkDistinct(targets);
        List<ResourceSource> sources = new ArrayList<>();
        for (WatchTarget target : targets) {
            ResourceSource source = source(target, http, say);
            try {
                source.check().join();
            } catch (CompletionException e) {
                String message = "--watch " + target.what() + ": " + HttpText.reason(e);
                if (!HttpText.isLate(e)) {
                    throw new IllegalArgumentException(message, e);
                }
                say.accept(message + "; it is asked again as the run goes on");
            }
            sources.add(source);
        }
        return new ResourceWatch(sources, LAST_MILLIS);
    }

    private static ResourceSource source(WatchTarget target, HttpText http, Consumer<String> say) {
        if (target.pid().isPresent()) {
            return new ProcessSource(PROC, target.name(), target.pid().getAsLong(), say);
        }
        return target.isDispatcher()
                ? new ReplicaSource(target.name().isEmpty() ? REPLICAS : target.name(), target.url(), http, say)
                : new PageSource(target.name(), target.url(), http, say);
    }

    /** Begins a run, now, after a first look. */
    public void begin() throws InterruptedException {
        if (sources.isEmpty()) {
            return;
        }
        // Of this run alone: a look of the one before may still go on.
        List<Reading> own = Collections.synchronizedList(new ArrayList<>());
        readings = own;
        await(thread.submit(() -> look(own)));
        startNanos = System.nanoTime();
        looking = thread.scheduleAtFixedRate(() -> look(own), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ends it, after a last look. Those of one name are in the order of time. */
    public List<ResourceSample> end() throws InterruptedException {
        if (sources.isEmpty()) {
            return List.of();
        }
        looking.cancel(false);
        List<Reading> own = readings;
        readings = List.of();
        await(thread.submit(() -> look(own)));
        synchronized (own) {
            return samples(own, startNanos);
        }
    }

    private void await(Future<?> look) throws InterruptedException {
        try {
            look.get(lastMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // A gap.
        }
    }

    private void look(List<Reading> into) {
        List<CompletableFuture<List<Reading>>> reads =
                sources.stream().map(ResourceSource::read).toList();
        // Two dispatchers may name the same replica.
        Map<String, Reading> byName = new LinkedHashMap<>();
        reads.stream()
                .map(CompletableFuture::join)
                .flatMap(Collection::stream)
                .forEach(reading -> byName.putIfAbsent(reading.name(), reading));
        into.addAll(byName.values());
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
