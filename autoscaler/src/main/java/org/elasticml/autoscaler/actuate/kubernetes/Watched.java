package org.elasticml.autoscaler.actuate.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Optional;

/** Objects of one kind as a watch keeps them: nothing is asked of the API server while nothing changes. */
final class Watched<T extends HasMetadata> implements AutoCloseable {
    private final String resource;
    private final ApiHealth health;
    private final SharedIndexInformer<T> informer;

    Watched(String resource, ApiHealth health, SharedIndexInformer<T> notStarted) {
        this.resource = resource;
        this.health = health;
        this.informer = notStarted.exceptionHandler((started, failure) -> {
            health.informerFailed(resource, failure);
            return true;
        });
        informer.start();
    }

    /** Why {@link #list} is not to be believed; empty if it is. */
    Optional<String> doubt() {
        Optional<String> trouble = health.trouble(resource);
        boolean isCurrent = informer.hasSynced() && informer.isWatching();
        return trouble.isPresent() || isCurrent ? trouble : Optional.of("not listed and watched yet");
    }

    List<T> list() {
        return informer.getStore().list();
    }

    @Override
    public void close() {
        informer.close();
    }
}
