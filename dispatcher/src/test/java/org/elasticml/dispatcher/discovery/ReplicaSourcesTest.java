package org.elasticml.dispatcher.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.util.Optional;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.web.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaSourcesTest {
    private final Vertx vertx = Vertx.vertx();
    private final ReplicaSources sources =
            new ReplicaSources(vertx, new Registrations(vertx, new Lease(10_000, Optional.empty())));

    private record Lease(int leaseMs, Optional<String> token) implements DispatcherConfig.Registration {}

    @AfterEach
    void close() {
        vertx.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://a:1,https://b            | ML_SERVICE_URL",
                "register://                     | self-registration",
                "dns://ml-app.default.svc:8000   | DNS ml-app.default.svc:8000",
                "kubernetes://ml-app             | EndpointSlices of ml-app",
                "kubernetes://ns/ml-app:grpc     | EndpointSlices of ml-app",
                "register://, http://a:1         | ML_SERVICE_URL, self-registration",
            })
    void readsWhatIsSet(String urls, String name) {
        try (ReplicaSource source = sources.of(urls)) {
            assertEquals(name, source.name());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://a:1,",
                "dns://ml-app",
                "dns://ml-app:0",
                "dns://ml-app:70000",
                "dns://ml-app:8000/x",
                "kubernetes://",
                "kubernetes://a/b/c",
                "kubernetes://ml-app:70000",
                "register://a",
                "register://,register://",
                "http://a:1,register://,http://a:1",
            })
    void saysWhatCantBe(String urls) {
        Service.CantStart e = assertThrows(Service.CantStart.class, () -> sources.of(urls));
        assertTrue(e.getMessage().startsWith("ML_SERVICE_URL"), e.getMessage());
    }
}
