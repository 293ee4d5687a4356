package org.elasticml.loadtester.watch;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One URL with metrics. Says once that it can't be read, and is asked again all the same. */
final class Endpoint {
    private final URI url;
    private final HttpText http;
    private final Consumer<String> say;
    private boolean said;
    private boolean elsewhere;

    Endpoint(URI url, HttpText http, Consumer<String> say) {
        this.url = url;
        this.http = http;
        this.say = say;
    }

    /** Completes in time, with nothing if there is none. */
    CompletableFuture<Optional<Page>> read() {
        return http.get(url).thenApply(this::page).exceptionally(this::missing);
    }

    private Optional<Page> page(String body) {
        Page page = Page.parse(body);
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
            say.accept("--metrics " + url + " cannot be read: " + HttpText.reason(failure)
                    + "; what it would tell is missing from the report while that is so");
        }
        return Optional.empty();
    }
}
