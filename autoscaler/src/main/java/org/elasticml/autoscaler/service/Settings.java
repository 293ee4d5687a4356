package org.elasticml.autoscaler.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.elasticml.autoscaler.actuate.Actuator;
import org.elasticml.autoscaler.actuate.Onlooker;
import org.elasticml.autoscaler.actuate.kubernetes.KubernetesActuator;
import org.elasticml.autoscaler.actuate.local.LocalActuator;
import org.elasticml.autoscaler.actuate.local.LocalSettings;
import org.elasticml.autoscaler.config.AutoscalerConfig;
import org.elasticml.autoscaler.scrape.Dispatchers;
import org.elasticml.autoscaler.scrape.MetricsSource;
import org.elasticml.autoscaler.scrape.Prometheus;
import org.elasticml.autoscaler.scrape.Scraper;
import org.elasticml.core.scale.Policies;
import org.elasticml.core.scale.ReplicaLimits;
import org.elasticml.core.scale.ScalingPolicy;
import org.elasticml.core.scale.ServiceCurve;
import org.elasticml.core.scale.ServiceProfile;
import org.elasticml.web.DnsAddresses;
import org.elasticml.web.Service;

/** What the settings mean; each that is wrong keeps the service from starting. */
@ApplicationScoped
class Settings {
    private static final String DISPATCHER_URL = "DISPATCHER_URL";
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;
    private static final double USUAL_BOOT_SECONDS = 10;

    private final AutoscalerConfig.Scaling scaling;
    private final AutoscalerConfig.ActuatorName actuator;
    private final AutoscalerConfig.Replica replica;
    private final AutoscalerConfig.Scale scale;
    private final AutoscalerConfig.Lease lease;
    private final Vertx vertx;
    private final MeterRegistry registry;
    private final int port;
    private final ReplicaLimits limits;
    private final double sloSeconds;
    private final Optional<ServiceProfile> profile;
    private final double bootSeconds;
    private final int everyMillis;
    private final List<String> dispatcherUrls;
    private final Dispatchers dispatchers;
    private final Optional<URI> prometheus;

    Settings(
            AutoscalerConfig.Dispatcher dispatcher,
            AutoscalerConfig.Prometheus prometheus,
            AutoscalerConfig.Observe observe,
            AutoscalerConfig.Scaling scaling,
            AutoscalerConfig.Min min,
            AutoscalerConfig.Max max,
            AutoscalerConfig.Slo slo,
            AutoscalerConfig.Boot boot,
            AutoscalerConfig.ServiceFile service,
            AutoscalerConfig.ActuatorName actuator,
            AutoscalerConfig.Replica replica,
            AutoscalerConfig.Scale scale,
            AutoscalerConfig.Lease lease,
            Vertx vertx,
            MeterRegistry registry,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.scaling = scaling;
        this.actuator = actuator;
        this.replica = replica;
        this.scale = scale;
        this.lease = lease;
        this.vertx = vertx;
        this.registry = registry;
        this.port = port;
        this.limits = limits(min.replicas(), max.replicas());
        this.sloSeconds = Service.atLeastOne("SLO_MS", slo.ms()) / MILLIS;
        this.profile = service.profile().map(Settings::profile);
        this.bootSeconds = boot.seconds()
                .orElseGet(() -> profile.map(ServiceProfile::bootSeconds).orElse(USUAL_BOOT_SECONDS));
        this.everyMillis = Service.atLeastOne("OBSERVE_EVERY_MS", observe.everyMs());
        this.dispatcherUrls = Stream.of(dispatcher.url().split(","))
                .map(String::strip)
                .distinct()
                .toList();
        this.dispatchers = dispatchers(dispatcherUrls);
        this.prometheus = prometheus.url().map(url -> baseUrl("PROMETHEUS_URL", url.strip(), ""));
        if (!(bootSeconds >= 0 && bootSeconds < Double.POSITIVE_INFINITY)) {
            throw new Service.CantStart("BOOT_SECONDS is " + bootSeconds + "; it is a number from 0 up");
        }
        policy();
    }

    private static ReplicaLimits limits(int min, int max) {
        Service.atLeastOne("MIN_REPLICAS", min);
        if (max < min) {
            throw new Service.CantStart("MAX_REPLICAS is " + max + "; it is at least MIN_REPLICAS, " + min);
        }
        return new ReplicaLimits(min, max);
    }

    private static ServiceProfile profile(String file) {
        try {
            return ServiceProfile.parse("SERVICE_PROFILE: " + file, Files.readString(Path.of(file)));
        } catch (IOException | InvalidPathException e) {
            throw new Service.CantStart("SERVICE_PROFILE is '" + file + "', which can't be read", e);
        } catch (IllegalArgumentException e) {
            throw new Service.CantStart(e.getMessage(), e);
        }
    }

    private static Dispatchers dispatchers(List<String> urls) {
        List<URI> fixed = new ArrayList<>();
        List<DnsAddresses> names = new ArrayList<>();
        for (String url : urls) {
            if (DnsAddresses.isMeant(url)) {
                names.add(DnsAddresses.of(DISPATCHER_URL, url, "dns://dispatchers:8001"));
            } else {
                fixed.add(dispatcherUrl(url));
            }
        }
        return new Dispatchers(fixed, names);
    }

    private static URI dispatcherUrl(String url) {
        return baseUrl(DISPATCHER_URL, url, ", or dns://host:port");
    }

    /** @param or what else is accepted, for the message */
    private static URI baseUrl(String setting, String url, String or) {
        try {
            URI uri = URI.create(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw invalid(setting, url, or, e);
        }
        throw invalid(setting, url, or, null);
    }

    private static Service.CantStart invalid(String setting, String url, String or, Throwable cause) {
        return new Service.CantStart(
                setting + " is '" + url + "'; it is a base URL, as in http://127.0.0.1:8001" + or, cause);
    }

    /** A new one, which knows nothing yet. */
    ScalingPolicy policy() {
        try {
            return Policies.named(policyName(), limits, sloSeconds);
        } catch (IllegalArgumentException e) {
            throw new Service.CantStart("SCALING_POLICY: " + e.getMessage(), e);
        }
    }

    String policyName() {
        return scaling.policy().strip();
    }

    ReplicaLimits limits() {
        return limits;
    }

    double bootSeconds() {
        return bootSeconds;
    }

    int everyMillis() {
        return everyMillis;
    }

    /** What a batch takes, until a replica tells. */
    Optional<ServiceCurve> service() {
        return profile.map(ServiceProfile::service);
    }

    MetricsSource source() {
        return prometheus
                .<MetricsSource>map(url -> new Prometheus(url, Settings::seconds))
                .orElseGet(() -> new Scraper(dispatchers, Settings::seconds));
    }

    private static double seconds() {
        return System.nanoTime() / NANOS;
    }

    /** @param states in which the dispatchers see the replicas, one each; empty if they have not been seen yet */
    Actuator actuator(Supplier<Optional<Collection<String>>> states) {
        return switch (actuator.name().strip()) {
            case "none" -> new Onlooker(states);
            case "local" -> new LocalActuator(LocalSettings.of(replica, registration(), port), registry);
            case "kubernetes" -> KubernetesActuator.asConfigured(vertx, scale.target(), lease.name());
            default ->
                throw new Service.CantStart("ACTUATOR is '" + actuator.name() + "'; it is none, local or kubernetes");
        };
    }

    /** Where local replicas register. */
    private URI registration() {
        String first = dispatcherUrls.get(0);
        if (DnsAddresses.isMeant(first)) {
            throw new Service.CantStart("ACTUATOR is local, so replicas register with the first of DISPATCHER_URL: "
                    + "that is a base URL, as in http://127.0.0.1:8001, not '" + first + "'");
        }
        return dispatcherUrl(first);
    }
}
