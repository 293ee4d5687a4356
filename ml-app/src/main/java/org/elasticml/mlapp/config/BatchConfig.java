package org.elasticml.mlapp.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is served together: {@code BATCH_MAX_SIZE} and so on. */
@ConfigMapping(prefix = "batch")
public interface BatchConfig {
    /** The most photos that may go through the network at once; how many do is measured at warm-up. */
    @WithDefault("32")
    int maxSize();

    /** How long a photo may be kept waiting for others to join it; with 0 none is. */
    @WithDefault("0")
    Duration maxDelay();

    /** Photos that may wait for a thread. */
    @WithDefault("64")
    int queueCapacity();
}
