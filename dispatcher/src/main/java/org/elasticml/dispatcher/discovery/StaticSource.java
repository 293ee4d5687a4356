package org.elasticml.dispatcher.discovery;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.elasticml.dispatcher.client.ReplicaAddress;

/** The replicas that {@code ML_SERVICE_URL} lists. */
final class StaticSource implements ReplicaSource {
    private final Set<Found> found;

    StaticSource(List<ReplicaAddress> replicas) {
        this.found =
                replicas.stream().map(address -> new Found(address, false)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void start(Consumer<Set<Found>> changed) {
        changed.accept(found);
    }

    @Override
    public boolean hasListed() {
        return true;
    }

    @Override
    public String name() {
        return "ML_SERVICE_URL";
    }

    @Override
    public void close() {}
}
