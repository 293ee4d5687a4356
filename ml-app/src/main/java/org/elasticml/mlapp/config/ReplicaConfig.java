package org.elasticml.mlapp.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.OptionalInt;

/** How much of the machine to use: {@code REPLICA_CORES}; and what to be known as: {@code REPLICA_URL}. */
@ConfigMapping(prefix = "replica")
public interface ReplicaConfig {
    /** Inference threads; unset, the cores that the machine or container gives. */
    OptionalInt cores();

    /** The base URL to announce; unset, this machine's loopback and the port. */
    Optional<String> url();
}
