package org.elasticml.loadtester.watch;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What is watched: a process, or several that are found together. */
interface ResourceSource {
    /** Looks before the run, so that a mistake is seen at once; completes exceptionally with what is wrong. */
    CompletableFuture<List<Reading>> check();

    /** Completes in time; with none where nothing can be read. */
    CompletableFuture<List<Reading>> read();
}
