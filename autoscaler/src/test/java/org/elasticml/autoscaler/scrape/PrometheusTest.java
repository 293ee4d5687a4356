package org.elasticml.autoscaler.scrape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.elasticml.autoscaler.observe.Reading;
import org.elasticml.autoscaler.observe.Readings;
import org.elasticml.core.metrics.Metric;
import org.junit.jupiter.api.Test;

/** Against the answers of Prometheus' HTTP API, by its documentation. */
class PrometheusTest {
    private String metrics = "";
    private String times = "";
    private String silent = "";
    private String whole;

    private String answer(String expression) {
        if (whole != null) {
            return whole;
        }
        String result = expression.startsWith("{__name__=~")
                ? metrics
                : expression.startsWith("timestamp(") ? times : expression.equals("up == 0") ? silent : null;
        return result == null
                ? null
                : "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + result + "]}}";
    }

    private static String sample(String labels, String value) {
        return "{\"metric\":{" + labels + "},\"value\":[1000.5,\"" + value + "\"]}";
    }

    private static String join(String... samples) {
        return Stream.of(samples).collect(Collectors.joining(","));
    }

    @Test
    void readsTheSameNumbers() {
        metrics = join(
                sample("\"__name__\":\"dispatcher_arrivals_total\",\"instance\":\"d:1\",\"job\":\"j\"", "12"),
                sample("\"__name__\":\"dispatcher_queue_size\",\"instance\":\"d:1\"", "+Inf"),
                sample("\"__name__\":\"ml_app_best_batch\",\"instance\":\"r:1\"", "4"),
                sample("\"__name__\":\"process_uptime_seconds\",\"instance\":\"other:1\"", "4"));
        times = join(sample("\"instance\":\"d:1\",\"job\":\"j\"", "998.25"), sample("\"instance\":\"r:1\"", "990.5"));
        try (StubServer server = new StubServer(this::answer)) {
            Prometheus prometheus = new Prometheus(server.url(), () -> 7);
            assertEquals(
                    new Readings(
                            7,
                            List.of(new Reading.Page(
                                    "d:1",
                                    998.25,
                                    2.25,
                                    List.of(
                                            new Metric(
                                                    "dispatcher_arrivals_total",
                                                    Map.of("instance", "d:1", "job", "j"),
                                                    12),
                                            new Metric(
                                                    "dispatcher_queue_size",
                                                    Map.of("instance", "d:1"),
                                                    Double.POSITIVE_INFINITY)))),
                            List.of(new Reading.Page(
                                    "r:1",
                                    990.5,
                                    10,
                                    List.of(new Metric("ml_app_best_batch", Map.of("instance", "r:1"), 4))))),
                    prometheus.read(List.of()));
            // It is a target still, and down.
            metrics = "";
            silent = sample("\"__name__\":\"up\",\"instance\":\"d:1\"", "0");
            assertEquals(
                    List.of(new Reading.Silence("d:1", "Prometheus does not reach it")),
                    prometheus.read(List.of()).dispatchers());
            // It is none any more.
            silent = "";
            assertEquals(
                    List.of(new Reading.Silence(prometheus.name(), "it has no metrics of a dispatcher")),
                    prometheus.read(List.of()).dispatchers());
        }
    }

    @Test
    void saysWhatIsWrongWithPrometheus() {
        try (StubServer server = new StubServer(this::answer)) {
            Prometheus prometheus = new Prometheus(server.url(), () -> 7);
            whole = "<html>";
            assertEquals("its answer is not JSON", reason(prometheus));
            whole = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";
            assertEquals("its answer is not an instant vector", reason(prometheus));
        }
        assertEquals("no connection", reason(new Prometheus(URI.create("http://127.0.0.1:1"), () -> 7)));
    }

    private static String reason(Prometheus prometheus) {
        return assertInstanceOf(
                        Reading.Silence.class,
                        prometheus.read(List.of()).dispatchers().get(0))
                .reason();
    }
}
