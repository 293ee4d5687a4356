package org.elasticml.loadtester.watch;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads pages. */
final class HttpText {
    /** Less than the second until they are asked for again. */
    private static final Duration TIMEOUT = Duration.ofMillis(900);

    /** The first that a service writes takes it longer. */
    private static final Duration FIRST_TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Duration firstTimeout;

    HttpText() {
        this(FIRST_TIMEOUT);
    }

    HttpText(Duration firstTimeout) {
        this.firstTimeout = firstTimeout;
    }

    /** Completes exceptionally if anything but 200 is answered, or nothing in time. */
    CompletableFuture<String> get(URI url) {
        return get(url, TIMEOUT);
    }

    /** The same, with more time. */
    CompletableFuture<String> getFirst(URI url) {
        return get(url, firstTimeout);
    }

    private CompletableFuture<String> get(URI url, Duration timeout) {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(timeout).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(HttpText::body);
    }

    private static String body(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("HTTP " + response.statusCode());
        }
        return response.body();
    }

    /** @throws IllegalArgumentException with this message, unless it is a URL that can be asked */
    static void check(URI url, String message) {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(message);
        }
    }

    /** In words, why a read or what was made of it failed. */
    static String reason(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof ConnectException) {
            return "no connection";
        }
        if (isLate(failure)) {
            return "no answer in time";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Whether a read failed for want of time. */
    static boolean isLate(Throwable failure) {
        return cause(failure) instanceof TimeoutException || cause(failure) instanceof HttpTimeoutException;
    }

    private static Throwable cause(Throwable failure) {
        return failure.getCause() == null || failure instanceof ConnectException ? failure : failure.getCause();
    }
}
