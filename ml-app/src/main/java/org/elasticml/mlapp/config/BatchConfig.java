package org.elasticml.mlapp.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is served together: {@code BATCH_MAX_SIZE} and so on. */
@ConfigMapping(prefix = "batch")
public interface BatchConfig {
    /** The most photos that go through the network at once. */
    @WithDefault("4")
    int maxSize();

    /** Photos that may wait for a thread. */
    @WithDefault("64")
    int queueCapacity();
}
