package org.elasticml.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code HEADER_TIMEOUT_MS}. */
@ConfigMapping(prefix = "header")
interface HeaderConfig {
    /** In how many milliseconds after its first byte a request's head must have come. */
    @WithDefault("10000")
    int timeoutMs();
}
