package org.elasticml.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a request may be. Set by environment variables: {@code MAX_BODY} and so on. */
@ConfigMapping(prefix = "max")
public interface MaxConfig {
    /** The largest request body, as a number of bytes, or with K, M or G behind it. */
    @WithDefault("10M")
    MemorySize body();

    /** The largest head of a request: all its headers together. */
    @WithDefault("16K")
    MemorySize header();

    /** Connections that may be open at a time. */
    @WithDefault("2000")
    int connections();
}
