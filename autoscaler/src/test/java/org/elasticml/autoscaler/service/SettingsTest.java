package org.elasticml.autoscaler.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.elasticml.autoscaler.config.AutoscalerConfig;
import org.elasticml.core.scale.ServiceCurve;
import org.elasticml.core.scale.ServiceProfile;
import org.elasticml.web.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    Path folder;

    /** As if the environment had these. */
    private Settings settings(Map<String, String> set) {
        Map<String, String> all = new HashMap<>(Map.of("replica.logs", folder.toString()));
        all.putAll(set);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(AutoscalerConfig.Dispatcher.class)
                .withMapping(AutoscalerConfig.Prometheus.class)
                .withMapping(AutoscalerConfig.Observe.class)
                .withMapping(AutoscalerConfig.Scaling.class)
                .withMapping(AutoscalerConfig.Min.class)
                .withMapping(AutoscalerConfig.Max.class)
                .withMapping(AutoscalerConfig.Slo.class)
                .withMapping(AutoscalerConfig.Boot.class)
                .withMapping(AutoscalerConfig.ServiceFile.class)
                .withMapping(AutoscalerConfig.Scale.class)
                .withMapping(AutoscalerConfig.Lease.class)
                .withMapping(AutoscalerConfig.ActuatorName.class)
                .withMapping(AutoscalerConfig.Replica.class)
                .withDefaultValues(all)
                .build();
        return new Settings(
                config.getConfigMapping(AutoscalerConfig.Dispatcher.class),
                config.getConfigMapping(AutoscalerConfig.Prometheus.class),
                config.getConfigMapping(AutoscalerConfig.Observe.class),
                config.getConfigMapping(AutoscalerConfig.Scaling.class),
                config.getConfigMapping(AutoscalerConfig.Min.class),
                config.getConfigMapping(AutoscalerConfig.Max.class),
                config.getConfigMapping(AutoscalerConfig.Slo.class),
                config.getConfigMapping(AutoscalerConfig.Boot.class),
                config.getConfigMapping(AutoscalerConfig.ServiceFile.class),
                config.getConfigMapping(AutoscalerConfig.ActuatorName.class),
                config.getConfigMapping(AutoscalerConfig.Replica.class),
                config.getConfigMapping(AutoscalerConfig.Scale.class),
                config.getConfigMapping(AutoscalerConfig.Lease.class),
                null, // nothing of these tests gets as far as an event loop
                new SimpleMeterRegistry(),
                8002);
    }

    @Test
    void doesWithout() {
        Settings none = settings(Map.of());
        assertEquals("/q/metrics of [127.0.0.1:8001]", none.source().name());
        assertEquals("none: nothing is changed", none.actuator(Optional::empty).name());
    }

    @Test
    void readsAll() {
        Settings all = settings(Map.of(
                "dispatcher.url", "http://a:1, http://b:2",
                "actuator", "local",
                "replica.command", "[\"java\",\"-jar\",\"with a blank.jar\"]",
                "replica.port", "9100",
                "scaling.policy", "hpa-70"));
        assertEquals("/q/metrics of [a:1, b:2]", all.source().name());
        assertEquals(
                "local processes, from port 9100 up",
                all.actuator(Optional::empty).name());
        assertEquals(
                "Prometheus at p:9090",
                settings(Map.of("prometheus.url", "http://p:9090")).source().name());
    }

    @Test
    void readsNamesAmongTheDispatchers() {
        assertEquals(
                "/q/metrics of [a:1, DNS dispatchers.test:8001]",
                settings(Map.of("dispatcher.url", "dns://dispatchers.test:8001, http://a:1"))
                        .source()
                        .name());
    }

    @Test
    void localReplicasRegisterWithAUrl() {
        Map<String, String> local = Map.of("actuator", "local", "replica.command", "[\"java\"]");
        Map<String, String> set = new HashMap<>(local);
        set.put("dispatcher.url", "dns://dispatchers:8001,http://a:1");
        Service.CantStart refusal =
                assertThrows(Service.CantStart.class, () -> settings(set).actuator(Optional::empty));
        assertEquals(
                "ACTUATOR is local, so replicas register with the first of DISPATCHER_URL: that is a base URL, as in"
                        + " http://127.0.0.1:8001, not 'dns://dispatchers:8001'",
                refusal.getMessage());
        set.put("dispatcher.url", "http://a:1,dns://dispatchers:8001");
        assertEquals(
                "local processes, from port 9001 up",
                settings(set).actuator(Optional::empty).name());
    }

    @Test
    void beginsWithTheProfile() throws IOException {
        Path file = folder.resolve("profile");
        Files.writeString(file, new ServiceProfile(4, ServiceCurve.of(0.05, 0.08)).text());
        Settings settings = settings(Map.of("service.profile", file.toString()));
        assertEquals(4, settings.bootSeconds());
        assertEquals(0.08, settings.service().orElseThrow().seconds(2));
        assertEquals(
                6,
                settings(Map.of("service.profile", file.toString(), "boot.seconds", "6"))
                        .bootSeconds());
        Files.writeString(file, "nonsense");
        Service.CantStart refusal =
                assertThrows(Service.CantStart.class, () -> settings(Map.of("service.profile", file.toString())));
        assertEquals(
                "SERVICE_PROFILE: " + file + ": 'nonsense' is unknown; a profile has boot-seconds and service-seconds",
                refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scaling.policy | best | SCALING_POLICY: 'best' is not a scaling policy; there are slo ",
                "scaling.policy | fixed-11 | SCALING_POLICY: 'fixed-11' is not allowed: from fixed-1 to fixed-10",
                "min.replicas | 0 | MIN_REPLICAS is 0; it is a whole number from 1 up",
                "max.replicas | 0 | MAX_REPLICAS is 0; it is at least MIN_REPLICAS, 1",
                "slo.ms | 0 | SLO_MS is 0; it is a whole number from 1 up",
                "boot.seconds | -1 | BOOT_SECONDS is -1.0; it is a number from 0 up",
                "observe.every-ms | 0 | OBSERVE_EVERY_MS is 0; it is a whole number from 1 up",
                "dispatcher.url | a:8001 | DISPATCHER_URL is 'a:8001'; it is a base URL, as in",
                "dispatcher.url | http://a,,b | DISPATCHER_URL is ''; it is a base URL, as in http://127.0.0.1:8001, or dns://host:port",
                "dispatcher.url | http://a,dns://b | DISPATCHER_URL: 'dns://b' can't be; it looks like dns://dispatchers:8001",
                "prometheus.url | ftp://a | PROMETHEUS_URL is 'ftp://a'; it is a base URL, as in",
                "service.profile | /nowhere | SERVICE_PROFILE is '/nowhere', which can't be read",
                "scale.target | a/b/c | SCALE_TARGET is 'a/b/c'; it is a Deployment's name",
                "actuator | cloud | ACTUATOR is 'cloud'; it is none, local or kubernetes",
                "actuator | local | ACTUATOR is local, so REPLICA_COMMAND is needed: a JSON array of words",
            })
    void refuses(String setting, String value, String line) {
        Map<String, String> set = new HashMap<>(Map.of(setting, value));
        if (setting.equals("scale.target")) {
            set.put("actuator", "kubernetes");
        }
        Service.CantStart refusal =
                assertThrows(Service.CantStart.class, () -> settings(set).actuator(Optional::empty));
        assertEquals(
                line,
                refusal.getMessage()
                        .substring(
                                0, Math.min(line.length(), refusal.getMessage().length())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"java -jar x.jar", "[]", "[null]", "{\"a\":1}", "[1,[2]]"})
    void refusesACommandThatIsNone(String command) {
        assertThrows(Service.CantStart.class, () -> settings(Map.of("actuator", "local", "replica.command", command))
                .actuator(Optional::empty));
    }
}
