package org.elasticml.dispatcher.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which model the replicas serve, if it is known to be one and the same everywhere. Thread-safe. */
final class ServedModel {
    private static final String UNKNOWN = "";

    private final Map<String, String> hashes = new HashMap<>();
    private Set<String> replicas = Set.of();
    private volatile Optional<String> hash = Optional.empty();

    /** From now on there are these replicas. What a new one serves is not known before it says so. */
    synchronized void replicas(Set<String> names) {
        replicas = Set.copyOf(names);
        hashes.keySet().retainAll(names);
        names.forEach(name -> hashes.putIfAbsent(name, UNKNOWN));
        settle();
    }

    /** A replica said what it serves; nothing if that is empty. */
    synchronized void heard(String name, String modelHash) {
        if (replicas.contains(name)) {
            hashes.put(name, modelHash);
            settle();
        }
    }

    /** A replica does not answer, so that no request goes there. It may be back with another model. */
    synchronized void silent(String name) {
        hashes.remove(name);
        settle();
    }

    private void settle() {
        Set<String> different = new HashSet<>(hashes.values());
        hash = different.size() == 1 && !different.contains(UNKNOWN)
                ? Optional.of(different.iterator().next())
                : Optional.empty();
    }

    /** The hash of what all replicas that answer serve; empty if they differ, or if one has not said. */
    Optional<String> hash() {
        return hash;
    }
}
