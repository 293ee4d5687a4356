package org.elasticml.autoscaler.scrape;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.elasticml.autoscaler.observe.Reading;
import org.elasticml.autoscaler.observe.Readings;
import org.elasticml.core.metrics.Metric;
import org.elasticml.core.metrics.PrometheusText;

/** Reads {@code /q/metrics} of each dispatcher every time, of each replica now and then. */
public final class Scraper implements MetricsSource {
    /** A replica's times change slowly, and telling them costs it a little of its core. */
    private static final double REPLICAS_EVERY_SECONDS = 5;

    private final Dispatchers dispatchers;
    private final DoubleSupplier clock;
    private final Http http = new Http();
    /** When each dispatcher would have started by our clock, for all that is known. */
    private final Map<String, Double> startedSeconds = new ConcurrentHashMap<>();

    private double replicasReadSeconds = Double.NEGATIVE_INFINITY;

    /**
     * Starts to look for the dispatchers, too.
     *
     * @param clock in seconds
     */
    public Scraper(Dispatchers dispatchers, DoubleSupplier clock) {
        this.dispatchers = dispatchers.start();
        this.clock = clock;
    }

    @Override
    public String name() {
        return "/q/metrics of " + dispatchers;
    }

    @Override
    public Readings read(Collection<String> replicas) {
        double seconds = clock.getAsDouble();
        Dispatchers.There there = dispatchers.now();
        startedSeconds
                .keySet()
                .retainAll(there.urls().stream().map(URI::getAuthority).toList());
        List<CompletableFuture<Reading>> asked = there.urls().stream()
                .map(url -> page(url.getAuthority(), url.resolve("/q/metrics"), seconds)
                        .thenApply(reading -> timed(reading, seconds)))
                .toList();
        boolean asksReplicas = seconds >= replicasReadSeconds + REPLICAS_EVERY_SECONDS && !replicas.isEmpty();
        List<CompletableFuture<Reading>> askedReplicas = asksReplicas
                ? replicas.stream()
                        .map(name -> page(name, URI.create("http://" + name + "/q/metrics"), seconds))
                        .toList()
                : List.of();
        List<Reading> toldByReplicas = all(askedReplicas);
        if (toldByReplicas.stream().anyMatch(Reading.Page.class::isInstance)) {
            replicasReadSeconds = seconds;
        }
        List<Reading> told = new ArrayList<>(all(asked));
        // It may stand for any number of dispatchers.
        there.notFound().forEach(name -> told.add(new Reading.Silence(name, "no address is known yet")));
        return new Readings(seconds, told, toldByReplicas);
    }

    private CompletableFuture<Reading> page(String source, URI url, double seconds) {
        return http.get(url)
                .<Reading>thenApply(text -> new Reading.Page(source, seconds, 0, PrometheusText.parse(text)))
                .exceptionally(failure -> new Reading.Silence(source, Http.reason(failure)));
    }

    /**
     * As of when its counters were read, by the dispatcher's own clock. What an answer takes is no time in which requests
     * came: a pause of 0.3 s would otherwise look like a surge.
     */
    private Reading timed(Reading reading, double askedSeconds) {
        if (!(reading instanceof Reading.Page page)) {
            return reading;
        }
        double uptime = page.metrics().stream()
                .filter(metric -> metric.name().equals("process_uptime_seconds"))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElse(Double.NaN);
        if (!Double.isFinite(uptime)) {
            return page;
        }
        double supposed = uptime + startedSeconds.getOrDefault(page.source(), askedSeconds - uptime);
        double seconds = Math.max(askedSeconds, Math.min(supposed, clock.getAsDouble()));
        startedSeconds.put(page.source(), seconds - uptime);
        return new Reading.Page(page.source(), seconds, page.ageSeconds(), page.metrics());
    }

    private static List<Reading> all(List<CompletableFuture<Reading>> asked) {
        return asked.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void close() {
        dispatchers.close();
    }
}
