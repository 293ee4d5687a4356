package org.elasticml.cluster.images;

import java.util.Arrays;
import java.util.Locale;

/** What an image runs on. */
public enum Platform {
    AMD64,
    ARM64;

    /** As registries call it. */
    String architecture() {
        return name().toLowerCase(Locale.ROOT);
    }

    com.google.cloud.tools.jib.api.buildplan.Platform jib() {
        return new com.google.cloud.tools.jib.api.buildplan.Platform(architecture(), "linux");
    }

    /**
     * @param text {@code linux/amd64} or {@code linux/arm64}
     * @throws IllegalArgumentException if it is neither; its message is fit for a user
     */
    static Platform parse(String text) {
        return Arrays.stream(values())
                .filter(platform -> platform.toString().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + text + "' is neither linux/amd64 nor linux/arm64"));
    }

    @Override
    public String toString() {
        return "linux/" + architecture();
    }
}
