package org.elasticml.mlapp.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where and as what the replica announces itself. */
public interface AnnouncementConfig {
    /** {@code DISPATCHER_URL}. */
    @ConfigMapping(prefix = "dispatcher")
    interface Dispatcher {
        /** The dispatcher's base URL; unset, nobody is told. */
        Optional<String> url();
    }

    /** {@code REGISTRATION_TOKEN}. */
    @ConfigMapping(prefix = "registration")
    interface Registration {
        /** What the dispatcher wants to be shown. */
        Optional<String> token();
    }
}
