package org.elasticml.mlapp.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What to serve: {@code MODEL_WEIGHTS} and so on. */
@ConfigMapping(prefix = "model")
public interface ModelConfig {
    /** {@code imagenet}, {@code builtin}, {@code seeded:N}, a path or a URL. */
    Optional<String> weights();

    /** A file with a class name a line. */
    Optional<String> labels();

    /** A folder of photos to calibrate int8 with. */
    Optional<String> calibration();

    /** {@code auto}, {@code fp32}, {@code bf16} or {@code int8}. */
    @WithDefault("auto")
    String precision();
}
