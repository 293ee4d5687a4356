package org.elasticml.loadtester.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.elasticml.loadtester.measure.ScaleChange;
import org.elasticml.loadtester.measure.Scaling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoscalerStatusTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:00Z");
    private static final Instant END = Instant.parse("2026-01-02T03:05:00Z");
    private static final String STATUS = """
            {"policy":"slo","changes":[
              {"time":"2026-01-02T03:03:59.999Z","from":0,"to":1,"reason":"up","words":"there are to be at least 1"},
              {"time":"2026-01-02T03:04:05.5Z","from":1,"to":2,"reason":"up","words":"37 expected"},
              {"time":"2026-01-02T03:05:00Z","from":2,"to":1,"reason":"down","words":"5 expected"},
              {"time":"2026-01-02T03:05:00.001Z","from":1,"to":2,"reason":"override","words":"2 set by hand"}]}
            """;
    private static final Scaling DURING = Scaling.of(List.of(
            new ScaleChange(5_500_000_000L, 1, 2, "up", "37 expected"),
            new ScaleChange(60_000_000_000L, 2, 1, "down", "5 expected")));

    @Test
    void findsTheChangesOfTheRun() {
        assertEquals(DURING, AutoscalerStatus.parse(STATUS, START, END));
        assertEquals(1, DURING.ups());
        assertEquals(1, DURING.downs());
    }

    @Test
    void thatNothingChangedIsKnown() {
        assertEquals(Scaling.of(List.of()), AutoscalerStatus.parse("{\"changes\":[]}", START, END));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html> | the autoscaler's status is not JSON",
                "{} | the autoscaler's status has no changes",
                "{\"changes\":[{\"time\":7}]} | the autoscaler's status has a change without a time",
            })
    void saysWhatIsWrongWithAStatus(String status, String why) {
        assertEquals(Scaling.unknown(why), AutoscalerStatus.parse(status, START, END));
    }

    @Test
    void asksTheAutoscaler() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/status", exchange -> {
            byte[] body = STATUS.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try {
            assertEquals(DURING, AutoscalerStatus.during(url, START, END));
        } finally {
            server.stop(0);
        }
        assertEquals(
                Optional.of("the autoscaler at " + url + " could not be asked: no connection"),
                AutoscalerStatus.during(url, START, END).unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8002", "ftp://127.0.0.1", "8002"})
    void wantsABaseUrl(String url) {
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> AutoscalerStatus.check(URI.create(url)));
        assertEquals(
                "--autoscaler '" + url + "' is not the base URL of an autoscaler; one is http://127.0.0.1:8002",
                wrong.getMessage());
    }
}
