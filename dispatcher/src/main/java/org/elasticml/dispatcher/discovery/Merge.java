package org.elasticml.dispatcher.discovery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.elasticml.dispatcher.discovery.ReplicaSource.Found;

/** One set out of several that may name the same replica. */
final class Merge {
    private Merge() {}

    /** Each replica once, by its name. It drains if anyone says so: who says that knows more than who lists it. */
    static Set<Found> of(Stream<Found> all) {
        Map<String, Found> byName = new LinkedHashMap<>();
        all.forEach(found -> byName.merge(found.address().name(), found, Merge::both));
        return byName.values().stream().collect(Collectors.toUnmodifiableSet());
    }

    private static Found both(Found one, Found other) {
        return new Found(one.address(), one.draining() || other.draining());
    }
}
