package org.elasticml.bench.profile;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.elasticml.core.metrics.Metric;
import org.elasticml.core.metrics.PrometheusText;
import org.elasticml.launcher.LaunchException;

/** What a replica says of itself on {@code /q/metrics}. */
final class ReplicaMeters {
    private static final String SERVICE = "ml_app_service_seconds";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;

    ReplicaMeters(int port) {
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
                .timeout(TIMEOUT)
                .build();
    }

    List<Metric> read() throws LaunchException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new LaunchException("the replica's metrics: HTTP " + answer.statusCode());
            }
            return PrometheusText.parse(answer.body());
        } catch (IOException | IllegalArgumentException e) {
            throw new LaunchException("the replica's metrics can't be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        }
    }

    static BatchTally tally(List<Metric> page) {
        return new BatchTally(byBatch(page, SERVICE + "_count"), byBatch(page, SERVICE + "_sum"));
    }

    /** What it expects of batches, in seconds. */
    static Map<Integer, Double> expected(List<Metric> page) {
        return byBatch(page, "ml_app_measured_service_seconds");
    }

    private static Map<Integer, Double> byBatch(List<Metric> page, String name) {
        Map<Integer, Double> values = new TreeMap<>();
        for (Metric metric : page) {
            if (metric.name().equals(name)) {
                values.put(Integer.valueOf(metric.labels().get("batch")), metric.value());
            }
        }
        return values;
    }

    /** @throws LaunchException if it says nothing of it: then it is another version's */
    static int bestBatch(List<Metric> page) throws LaunchException {
        return page.stream()
                .filter(metric -> metric.name().equals("ml_app_best_batch"))
                .mapToInt(metric -> (int) metric.value())
                .findFirst()
                .orElseThrow(() -> new LaunchException("the replica does not say its best batch"));
    }
}
