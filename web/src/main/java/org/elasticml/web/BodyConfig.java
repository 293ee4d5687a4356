package org.elasticml.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a request may be. Set by environment variables: {@code MAX_BODY}. */
@ConfigMapping(prefix = "max")
public interface BodyConfig {
    /** The largest request body, as a number of bytes, or with K, M or G behind it. */
    @WithDefault("10M")
    MemorySize body();
}
