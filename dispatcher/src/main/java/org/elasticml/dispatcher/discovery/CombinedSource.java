package org.elasticml.dispatcher.discovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What several sources have found, each replica once. */
final class CombinedSource implements ReplicaSource {
    private final List<ReplicaSource> sources;
    /** What each source said last, in their order. */
    private final List<Set<Found>> latest = new ArrayList<>();

    private Set<Found> merged;

    CombinedSource(List<ReplicaSource> sources) {
        this.sources = List.copyOf(sources);
        sources.forEach(source -> latest.add(Set.of()));
    }

    @Override
    public void start(Consumer<Set<Found>> changed) {
        for (int i = 0; i < sources.size(); i++) {
            int source = i;
            sources.get(i).start(found -> heard(source, found, changed));
        }
    }

    /** The lock is kept while {@code changed} hears of it, so that it hears one set at a time and the last one last. */
    private synchronized void heard(int source, Set<Found> found, Consumer<Set<Found>> changed) {
        latest.set(source, found);
        Set<Found> now = Merge.of(latest.stream().flatMap(Collection::stream));
        if (!now.equals(merged)) {
            merged = now;
            changed.accept(now);
        }
    }

    @Override
    public boolean hasListed() {
        return sources.stream().allMatch(ReplicaSource::hasListed);
    }

    @Override
    public String name() {
        return sources.stream().map(ReplicaSource::name).collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        sources.forEach(ReplicaSource::close);
    }
}
