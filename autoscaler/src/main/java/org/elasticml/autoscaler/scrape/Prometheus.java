package org.elasticml.autoscaler.scrape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.DoubleSupplier;
import org.elasticml.autoscaler.observe.Reading;
import org.elasticml.autoscaler.observe.Readings;
import org.elasticml.core.metrics.Metric;

/**
 * Reads the same metrics from Prometheus by its HTTP API, as instant vectors. What it scraped of one {@code instance} is one
 * page. The time of a sample is asked for by {@code timestamp()}, since the API puts that of the question on each; a target
 * that Prometheus knows and does not reach ({@code up} is 0) is silent, one that it does not know any more is gone.
 */
public final class Prometheus implements MetricsSource {
    private static final String NAMES =
            "dispatcher_(arrivals_total|cache_requests_total|queue_size|replica_in_flight|replica_state)"
                    + "|ml_app_(best_batch|measured_service_seconds)|process_(cpu_time_ns_total|uptime_seconds)";
    private static final String METRICS = "{__name__=~\"" + NAMES + "\"}";
    private static final String TIMES = "timestamp(dispatcher_arrivals_total) or timestamp(ml_app_best_batch)";
    private static final String SILENT = "up == 0";
    private static final String INSTANCE = "instance";

    private final URI query;
    private final DoubleSupplier clock;
    private final Http http = new Http();
    private final ObjectMapper json = new ObjectMapper();
    /** The dispatchers seen so far. */
    private final Set<String> dispatchers = new LinkedHashSet<>();

    /**
     * @param url its base URL
     * @param clock in seconds
     */
    public Prometheus(URI url, DoubleSupplier clock) {
        String base = url.toString();
        this.query = URI.create((base.endsWith("/") ? base : base + "/") + "api/v1/query");
        this.clock = clock;
    }

    private record Sample(Metric metric, double askedSeconds) {
        String instance() {
            return metric.labels().getOrDefault(INSTANCE, "");
        }
    }

    @Override
    public String name() {
        return "Prometheus at " + query.getAuthority();
    }

    @Override
    public Readings read(Collection<String> replicas) {
        double seconds = clock.getAsDouble();
        CompletableFuture<List<Sample>> metrics = ask(METRICS);
        CompletableFuture<List<Sample>> times = ask(TIMES);
        CompletableFuture<List<Sample>> silent = ask(SILENT);
        try {
            return readings(seconds, metrics.join(), times.join(), silent.join());
        } catch (CompletionException e) {
            String reason = Http.reason(e);
            return new Readings(seconds, List.of(new Reading.Silence(name(), reason)), List.of());
        }
    }

    private Readings readings(double seconds, List<Sample> metrics, List<Sample> times, List<Sample> silent) {
        Map<String, List<Metric>> pages = new LinkedHashMap<>();
        for (Sample sample : metrics) {
            pages.computeIfAbsent(sample.instance(), name -> new ArrayList<>()).add(sample.metric());
        }
        Map<String, Sample> timeOf = new HashMap<>();
        times.forEach(sample -> timeOf.put(sample.instance(), sample));
        List<Reading> ofDispatchers = new ArrayList<>();
        List<Reading> ofReplicas = new ArrayList<>();
        dispatchers.retainAll(silentOrThere(silent, pages));
        pages.forEach((instance, page) -> {
            Sample time = timeOf.get(instance);
            if (time == null) {
                return; // of another kind of service, or scraped in between
            }
            double sampled = time.metric().value();
            Reading reading = new Reading.Page(instance, sampled, time.askedSeconds() - sampled, page);
            if (page.stream().anyMatch(metric -> metric.name().startsWith("dispatcher_"))) {
                dispatchers.add(instance);
                ofDispatchers.add(reading);
            } else {
                ofReplicas.add(reading);
            }
        });
        for (String instance : dispatchers) {
            if (ofDispatchers.stream().noneMatch(reading -> reading.source().equals(instance))) {
                ofDispatchers.add(new Reading.Silence(instance, "Prometheus does not reach it"));
            }
        }
        if (ofDispatchers.isEmpty()) {
            ofDispatchers.add(new Reading.Silence(name(), "it has no metrics of a dispatcher"));
        }
        return new Readings(seconds, ofDispatchers, ofReplicas);
    }

    private static List<String> silentOrThere(List<Sample> silent, Map<String, List<Metric>> pages) {
        List<String> known = new ArrayList<>(pages.keySet());
        silent.forEach(sample -> known.add(sample.instance()));
        return known;
    }

    private CompletableFuture<List<Sample>> ask(String expression) {
        URI url = URI.create(query + "?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        return http.get(url).thenApply(this::samples);
    }

    private List<Sample> samples(String answer) {
        JsonNode data;
        try {
            data = json.readTree(answer).path("data");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("its answer is not JSON", e);
        }
        if (!data.path("resultType").asText().equals("vector")) {
            throw new IllegalStateException("its answer is not an instant vector");
        }
        List<Sample> samples = new ArrayList<>();
        data.path("result").forEach(each -> samples.add(sample(each)));
        return samples;
    }

    private static Sample sample(JsonNode each) {
        Map<String, String> labels = new HashMap<>();
        each.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        String name = labels.getOrDefault("__name__", "");
        labels.remove("__name__");
        JsonNode value = each.path("value");
        return new Sample(
                new Metric(name, labels, number(value.path(1).asText())),
                value.path(0).asDouble());
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
