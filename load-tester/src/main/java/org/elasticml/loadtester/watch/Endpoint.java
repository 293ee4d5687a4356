package org.elasticml.loadtester.watch;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One URL with metrics. Says once that it can't be read, and is asked again all the same. */
final class Endpoint {
    /** Less than the second until it is asked again. */
    private static final Duration TIMEOUT = Duration.ofMillis(900);

    private final URI url;
    private final HttpClient client;
    private final Consumer<String> say;
    private boolean said;
    private boolean elsewhere;

    Endpoint(URI url, HttpClient client, Consumer<String> say) {
        this.url = url;
        this.client = client;
        this.say = say;
    }

    /** Completes in time, with nothing if there is none. */
    CompletableFuture<Optional<Page>> read() {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(TIMEOUT).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(this::page)
                .exceptionally(this::missing);
    }

    private Optional<Page> page(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("HTTP " + response.statusCode());
        }
        Page page = Page.parse(response.body());
        seen(page);
        return Optional.of(page);
    }

    private synchronized void seen(Page page) {
        elsewhere = !page.isDispatcher();
    }

    /** Whether it has told that it is no dispatcher. */
    synchronized boolean isKnownAsOther() {
        return elsewhere;
    }

    private synchronized Optional<Page> missing(Throwable failure) {
        if (!said) {
            said = true;
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            say.accept("--metrics " + url + " cannot be read: " + reason(cause)
                    + "; what it would tell is missing from the report while that is so");
        }
        return Optional.empty();
    }

    private static String reason(Throwable cause) {
        if (cause instanceof ConnectException) {
            return "no connection";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
