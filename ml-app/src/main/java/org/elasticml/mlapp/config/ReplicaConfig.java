package org.elasticml.mlapp.config;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/** How much of the machine to use: {@code REPLICA_CORES}. */
@ConfigMapping(prefix = "replica")
public interface ReplicaConfig {
    /** Inference threads; unset, the cores that the machine or container gives. */
    OptionalInt cores();
}
