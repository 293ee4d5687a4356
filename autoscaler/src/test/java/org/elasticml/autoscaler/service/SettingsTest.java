package org.elasticml.autoscaler.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.elasticml.autoscaler.config.AutoscalerConfig;
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
                config.getConfigMapping(AutoscalerConfig.ActuatorName.class),
                config.getConfigMapping(AutoscalerConfig.Replica.class),
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scaling.policy | best | SCALING_POLICY: 'best' is not a scaling policy; there are slo,",
                "scaling.policy | fixed-11 | SCALING_POLICY: 'fixed-11' is not allowed: from fixed-1 to fixed-10",
                "min.replicas | 0 | MIN_REPLICAS is 0; it is a whole number from 1 up",
                "max.replicas | 0 | MAX_REPLICAS is 0; it is at least MIN_REPLICAS, 1",
                "slo.ms | 0 | SLO_MS is 0; it is a whole number from 1 up",
                "boot.seconds | -1 | BOOT_SECONDS is -1.0; it is a number from 0 up",
                "observe.every-ms | 0 | OBSERVE_EVERY_MS is 0; it is a whole number from 1 up",
                "dispatcher.url | a:8001 | DISPATCHER_URL is 'a:8001'; it is a base URL, as in",
                "dispatcher.url | http://a,,b | DISPATCHER_URL is ''; it is a base URL, as in",
                "prometheus.url | ftp://a | PROMETHEUS_URL is 'ftp://a'; it is a base URL, as in",
                "actuator | cloud | ACTUATOR is 'cloud'; it is none, local or kubernetes",
                "actuator | local | ACTUATOR is local, so REPLICA_COMMAND is needed: a JSON array of words",
            })
    void refuses(String setting, String value, String line) {
        Service.CantStart refusal = assertThrows(
                Service.CantStart.class, () -> settings(Map.of(setting, value)).actuator(Optional::empty));
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
