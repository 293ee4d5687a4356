package org.elasticml.bench.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.elasticml.bench.Say;
import org.elasticml.launcher.LaunchException;

/** Registers replicas with the dispatcher, in their place, and says again and again that they are there. */
final class Registrar implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final URI replicas;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** By URL, whether it is draining. */
    private final Map<String, Boolean> members = new ConcurrentHashMap<>();

    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heartbeats");
        thread.setDaemon(true);
        return thread;
    });

    Registrar(int dispatcherPort) {
        replicas = URI.create("http://127.0.0.1:" + dispatcherPort + "/replicas");
        heart.scheduleAtFixedRate(this::beat, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void add(String url) throws LaunchException {
        tell(url, false);
    }

    /** It gets nothing new from now on. */
    void drain(String url) throws LaunchException {
        tell(url, true);
    }

    synchronized void remove(String url) throws LaunchException {
        members.remove(url);
        send(HttpRequest.newBuilder(URI.create(replicas + "?url=" + url)).DELETE());
    }

    private synchronized void tell(String url, boolean draining) throws LaunchException {
        send(put(url, draining));
        members.put(url, draining);
    }

    private HttpRequest.Builder put(String url, boolean draining) {
        String body = "{\"url\":\"" + url + "\",\"draining\":" + draining + "}";
        return HttpRequest.newBuilder(replicas)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body));
    }

    /** One after the other, and none while one is added or removed: a late word would bring it back. */
    private synchronized void beat() {
        members.forEach((url, draining) -> {
            try {
                tell(url, draining);
            } catch (LaunchException e) {
                Say.line("a heartbeat was lost: %s", e.getMessage());
            }
        });
    }

    private void send(HttpRequest.Builder request) throws LaunchException {
        HttpRequest sent = request.timeout(Duration.ofSeconds(5)).build();
        try {
            int status = http.send(sent, BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new LaunchException("the dispatcher answers " + sent.method() + " /replicas with " + status);
            }
        } catch (IOException e) {
            throw new LaunchException("the dispatcher does not answer " + sent.method() + " /replicas: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        }
    }

    @Override
    public void close() {
        heart.shutdownNow();
    }
}
