package org.elasticml.loadtester.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.elasticml.loadtester.measure.ScaleChange;
import org.elasticml.loadtester.measure.Scaling;

/** Asks an autoscaler what it changed, and why. Its clock and this one's are taken to agree. */
public final class AutoscalerStatus {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private AutoscalerStatus() {}

    /**
     * @throws IllegalArgumentException unless it is a URL that can be asked
     */
    public static void check(URI url) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "--autoscaler '" + url + "' is not the base URL of an autoscaler; one is http://127.0.0.1:8002");
        }
    }

    /**
     * What changed during a run; if it can't be asked, why.
     *
     * @param url its base URL
     * @param start of the run
     */
    public static Scaling during(URI url, Instant start, Instant end) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(url.resolve("/status")).timeout(TIMEOUT).build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? parse(answer.body(), start, end)
                    : unknown(url, "HTTP " + answer.statusCode());
        } catch (ConnectException e) {
            return unknown(url, "no connection");
        } catch (IOException e) {
            return unknown(url, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private static Scaling unknown(URI url, String why) {
        return Scaling.unknown("the autoscaler at " + url + " could not be asked: " + why);
    }

    /** Those between two instants, of what {@code GET /status} answers. */
    static Scaling parse(String status, Instant start, Instant end) {
        JsonNode changes;
        try {
            changes = new ObjectMapper().readTree(status).path("changes");
        } catch (JsonProcessingException e) {
            return Scaling.unknown("the autoscaler's status is not JSON");
        }
        if (!changes.isArray()) {
            return Scaling.unknown("the autoscaler's status has no changes");
        }
        List<ScaleChange> during = new ArrayList<>();
        for (JsonNode change : changes) {
            Instant time;
            try {
                time = Instant.parse(change.path("time").asText());
            } catch (DateTimeParseException e) {
                return Scaling.unknown("the autoscaler's status has a change without a time");
            }
            if (!time.isBefore(start) && !time.isAfter(end)) {
                during.add(new ScaleChange(
                        Duration.between(start, time).toNanos(),
                        change.path("from").asInt(),
                        change.path("to").asInt(),
                        change.path("reason").asText(),
                        change.path("words").asText()));
            }
        }
        return Scaling.of(during);
    }
}
