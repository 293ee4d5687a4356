package org.elasticml.loadtester.watch;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.elasticml.loadtester.measure.Sample;

/**
 * Reads pages of metrics once a second while a run goes on, on a thread of its own. Nothing waits for it, and what can't be read
 * is a gap. {@link #start} it at the start of the run.
 */
public final class MetricsWatch implements AutoCloseable {
    private static final long PERIOD_MILLIS = 1000;

    private final List<Endpoint> endpoints;
    private final List<Sample> samples = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "metrics");
        daemon.setDaemon(true);
        return daemon;
    });

    private MetricsWatch(List<Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    /** As {@link #of(List, Consumer)}, says what is missing on standard error. */
    public static MetricsWatch of(List<URI> urls) {
        return of(urls, System.err::println);
    }

    /**
     * @param urls of pages in Prometheus' text format; may be none
     * @param say is told, once for each URL, that it can't be read; on any thread
     * @throws IllegalArgumentException naming a URL that is none
     */
    public static MetricsWatch of(List<URI> urls, Consumer<String> say) {
        urls.forEach(MetricsWatch::check);
        HttpText http = new HttpText();
        return new MetricsWatch(
                urls.stream().map(url -> new Endpoint(url, http, say)).toList());
    }

    /**
     * @throws IllegalArgumentException unless it is a URL that can be asked
     */
    public static void check(URI url) {
        HttpText.check(
                url,
                "--metrics '" + url + "' is not the URL of a page of metrics; one is http://127.0.0.1:8001/q/metrics");
    }

    /** Begins now, with a first sample at once. To be called once. */
    public void start() {
        if (endpoints.isEmpty()) {
            return;
        }
        long startNanos = System.nanoTime();
        thread.scheduleAtFixedRate(
                () -> keep(sample(System.nanoTime() - startNanos)), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Asks all of them, at the same time. */
    Sample sample(long nanos) {
        List<CompletableFuture<Optional<Page>>> reads =
                endpoints.stream().map(Endpoint::read).toList();
        List<Page> answered = new ArrayList<>();
        boolean complete = true;
        for (int i = 0; i < reads.size(); i++) {
            Optional<Page> page = reads.get(i).join();
            page.ifPresent(answered::add);
            complete &= page.isPresent() || endpoints.get(i).isKnownAsOther();
        }
        return new Pages(answered, complete).sample(nanos);
    }

    private void keep(Sample sample) {
        synchronized (samples) {
            samples.add(sample);
        }
    }

    /** So far, in their order. */
    public List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
