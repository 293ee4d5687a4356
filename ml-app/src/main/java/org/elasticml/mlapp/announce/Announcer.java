package org.elasticml.mlapp.announce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells a dispatcher that this replica is there, every third of the lease that the dispatcher gives, that it drains, and
 * that it is gone. A dispatcher that does not listen is told again, and costs no request.
 */
final class Announcer {
    private static final Logger LOG = Logger.getLogger(Announcer.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI replicas;
    private final String replica;
    private final Optional<String> token;
    private final Duration retry;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    /** One thread: what is said is said in order. */
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread announcing = new Thread(task, "announce");
        announcing.setDaemon(true);
        return announcing;
    });

    /** Those below belong to the thread. */
    private boolean draining;

    private boolean stopped;
    private boolean heard;
    private boolean complained;
    private Future<?> next;

    /**
     * @param dispatcher its base URL
     * @param replica the base URL to announce
     * @param token the dispatcher's REGISTRATION_TOKEN
     * @param retry how long after a failure it tries again
     */
    Announcer(URI dispatcher, String replica, Optional<String> token, Duration retry) {
        this.replicas = dispatcher.resolve("/replicas");
        this.replica = replica;
        this.token = token;
        this.retry = retry;
    }

    /** From now on it says that this replica is there. */
    void start() {
        thread.execute(this::announce);
    }

    /** From now on it says that this replica drains. Returns when the dispatcher knows, or can't be told. */
    void drain() {
        await(() -> {
            draining = true;
            if (!stopped) {
                announce();
            }
        });
    }

    /** Says that this replica is gone, and nothing more. Returns when the dispatcher knows, or can't be told. */
    void stop() {
        await(this::deregister);
        thread.shutdown();
    }

    private void await(Runnable words) {
        try {
            thread.submit(words).get();
        } catch (RejectedExecutionException e) {
            LOG.debug("said after all was said", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new AssertionError("failures are handled where they happen", e);
        }
    }

    private void announce() {
        if (next != null) {
            next.cancel(false);
        }
        Duration wait = retry;
        try {
            wait = Duration.ofMillis(Math.max(1, put() / 3));
            if (!heard) {
                LOG.infof("%s is announced at %s", replica, replicas);
            }
            heard = true;
            complained = false;
        } catch (IOException e) {
            complain(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        next = thread.schedule(this::announce, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void complain(IOException e) {
        heard = false;
        if (!complained) {
            complained = true;
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            LOG.warnf("%s can't be announced at %s: %s; trying again", replica, replicas, reason);
        }
    }

    /** The lease in milliseconds. */
    private long put() throws IOException, InterruptedException {
        String body = json(Map.of("url", replica, "draining", draining));
        HttpResponse<String> answer = send(request(replicas)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("lease_ms").asLong(3 * retry.toMillis());
    }

    private void deregister() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
        URI gone = URI.create(replicas + "?url=" + URLEncoder.encode(replica, StandardCharsets.UTF_8));
        try {
            send(request(gone).DELETE());
        } catch (IOException e) {
            complain(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown.strip()));
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a string and a boolean", e);
        }
    }
}
