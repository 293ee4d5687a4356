package org.elasticml.bench.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticml.loadtester.photo.Photo;

/**
 * Sends asynchronous requests until they are accepted, and reads their results until they are there, through whichever
 * dispatcher answers. Its calls block; many threads may share one.
 */
final class AsyncSender {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int WAIT_SECONDS = 10;
    private static final long PAUSE_MILLIS = 100;

    private final List<Integer> ports;
    private final long startNanos;
    private final long giveUpNanos;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Map<Integer, Integer> unexpected = new TreeMap<>();

    /** @param location of the result, a path */
    record Accepted(String location, long nanos) {}

    /**
     * @param ports of the dispatchers
     * @param startNanos what instants count from, of {@link System#nanoTime}
     * @param giveUpNanos when to try no more, from then
     */
    AsyncSender(List<Integer> ports, long startNanos, long giveUpNanos) {
        this.ports = ports;
        this.startNanos = startNanos;
        this.giveUpNanos = giveUpNanos;
    }

    long nanos() {
        return System.nanoTime() - startNanos;
    }

    Posts posts() {
        synchronized (unexpected) {
            return new Posts(refused.get(), unanswered.get(), Map.copyOf(unexpected));
        }
    }

    /**
     * Sends it again for as long as it is refused or not answered at all.
     *
     * @param first which dispatcher to begin with; the next one is taken where one does not answer
     * @return empty if it was not accepted until the time is over, or was answered otherwise
     */
    Optional<Accepted> post(Photo photo, int first) throws InterruptedException {
        int dispatcher = first;
        while (nanos() < giveUpNanos) {
            HttpRequest request = HttpRequest.newBuilder(uri(dispatcher, "/add_to_queue"))
                    .timeout(TIMEOUT)
                    .header("Content-Type", photo.mediaType())
                    .header("Prefer", "respond-async")
                    .POST(BodyPublishers.ofByteArray(photo.body().getBytes()))
                    .build();
            try {
                HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
                Optional<String> location = answer.headers().firstValue("Location");
                if (answer.statusCode() == 202 && location.isPresent()) {
                    return Optional.of(new Accepted(URI.create(location.get()).getPath(), nanos()));
                }
                if (answer.statusCode() == 503) {
                    refused.incrementAndGet();
                } else {
                    unexpected(answer.statusCode());
                    return Optional.empty();
                }
            } catch (IOException e) {
                unanswered.incrementAndGet();
                dispatcher++;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return Optional.empty();
    }

    /** Reads a result as soon as it is there. */
    Reading read(String location, int first) throws InterruptedException {
        int dispatcher = first;
        String last = "never asked for";
        while (nanos() < giveUpNanos) {
            HttpRequest request = HttpRequest.newBuilder(uri(dispatcher, location))
                    .timeout(TIMEOUT)
                    .header("Prefer", "wait=" + WAIT_SECONDS)
                    .build();
            try {
                HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
                int status = answer.statusCode();
                last = "HTTP " + status;
                if (status == 200) {
                    return Reading.of(JSON.readTree(answer.body()), nanos());
                }
                if (status == 404 || status == 410) {
                    return Reading.none(last, nanos());
                }
                if (status != 202 && status != 503) {
                    unexpected(status);
                }
            } catch (IOException e) {
                last = e.toString();
                dispatcher++;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return Reading.none("not answered until the end, last: " + last, nanos());
    }

    private URI uri(int dispatcher, String path) {
        return URI.create("http://127.0.0.1:" + ports.get(dispatcher % ports.size()) + path);
    }

    private void unexpected(int status) {
        synchronized (unexpected) {
            unexpected.merge(status, 1, Integer::sum);
        }
    }
}
