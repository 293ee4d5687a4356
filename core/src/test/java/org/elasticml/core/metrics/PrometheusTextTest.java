package org.elasticml.core.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTextTest {
    @Test
    void readsAPage() {
        String page = """
                # HELP dispatcher_queue_size waiting
                # TYPE dispatcher_queue_size gauge
                dispatcher_queue_size 3.0

                \tup{} 1
                http_requests_total{method="post",code="200",} 1027 1395066363000
                a:b_2 { x = "1" , y = "2" }   4e3
                # EOF
                """;
        assertEquals(
                List.of(
                        new Metric("dispatcher_queue_size", Map.of(), 3),
                        new Metric("up", Map.of(), 1),
                        new Metric("http_requests_total", Map.of("method", "post", "code", "200"), 1027),
                        new Metric("a:b_2", Map.of("x", "1", "y", "2"), 4000)),
                PrometheusText.parse(page));
    }

    /** Prometheus' own example of what may stand in a label. */
    @Test
    void resolvesEscapes() {
        String line = "msdos_file_access_time_seconds{path=\"C:\\\\DIR\\\\FILE.TXT\",error=\"Cannot find file:\\n"
                + "\\\"FILE.TXT\\\", {a}=# 5\"} 1.458255915e9";
        Metric metric = PrometheusText.parse(line).get(0);
        assertEquals("C:\\DIR\\FILE.TXT", metric.labels().get("path"));
        assertEquals("Cannot find file:\n\"FILE.TXT\", {a}=# 5", metric.labels().get("error"));
        assertEquals(1.458255915e9, metric.value());
    }

    @ParameterizedTest
    @CsvSource({"NaN, NaN", "+Inf, Infinity", "Inf, Infinity", "-Inf, -Infinity", "-0.5, -0.5", "1e-3, 0.001"})
    void readsEveryNumber(String written, double value) {
        assertEquals(value, PrometheusText.parse("x " + written).get(0).value());
    }

    @Test
    void passesOverExemplars() {
        String line = "foo_bucket{le=\"0.1\"} 8 # {trace_id=\"x } 9\"} 0.067 1520879607.789\r\n";
        assertEquals(List.of(new Metric("foo_bucket", Map.of("le", "0.1"), 8)), PrometheusText.parse(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>", "x", "x{a=\"1\"", "x{a=\"1} 2", "x{a=1} 2", "x{a=\"1\"b=\"2\"} 3", "x{a} 1", "x abc"})
    void namesTheLineThatIsNoMetric(String wrong) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> PrometheusText.parse("up 1\n" + wrong + "\n"))
                .getMessage();
        assertTrue(message.startsWith("line 2 is no metric"), message);
    }
}
