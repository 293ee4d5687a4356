package org.elasticml.loadtester.watch;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A process that tells of itself on a page of metrics. */
final class PageSource implements ResourceSource {
    private final String name;
    private final URI url;
    private final HttpText http;
    private final Consumer<String> say;
    private boolean said;

    /** @param say is told once that it can't be read */
    PageSource(String name, URI url, HttpText http, Consumer<String> say) {
        this.name = name;
        this.url = url;
        this.http = http;
        this.say = say;
    }

    @Override
    public CompletableFuture<List<Reading>> check() {
        return readings(http.getFirst(url));
    }

    private CompletableFuture<List<Reading>> readings(CompletableFuture<String> text) {
        return text.thenApply(page -> List.of(Reading.ofPage(name, page, System.nanoTime())));
    }

    @Override
    public CompletableFuture<List<Reading>> read() {
        return readings(http.get(url)).exceptionally(this::missing);
    }

    private synchronized List<Reading> missing(Throwable failure) {
        if (!said) {
            said = true;
            say.accept("--watch " + url + " cannot be read: " + HttpText.reason(failure)
                    + "; what it would tell is missing from the report while that is so");
        }
        return List.of();
    }
}
