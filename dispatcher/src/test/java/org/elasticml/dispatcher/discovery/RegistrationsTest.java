package org.elasticml.dispatcher.discovery;

import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.dispatcher.discovery.ReplicaSource.Found;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Heard heard = new Heard();

    private record Lease(int leaseMs, Optional<String> token) implements DispatcherConfig.Registration {}

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void whoFallsSilentIsGone() throws InterruptedException {
        try (Registrations registrations = new Registrations(vertx, new Lease(20, Optional.empty()))) {
            registrations.start(heard);
            registrations.renew(new Found(ReplicaAddress.of("http://a:1"), false));
            heard.next(Map.of("a:1", false));
            heard.next(Map.of());
        }
    }
}
