package org.elasticml.autoscaler.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Optional;
import java.util.OptionalDouble;

/** The settings, grouped by the first word of the environment variables that set them. */
public interface AutoscalerConfig {
    /** {@code DISPATCHER_URL}. */
    @ConfigMapping(prefix = "dispatcher")
    interface Dispatcher {
        /** Base URLs and {@code dns://host:port}, separated by commas. */
        @WithDefault("http://127.0.0.1:8001")
        String url();
    }

    /** {@code PROMETHEUS_URL}. */
    @ConfigMapping(prefix = "prometheus")
    interface Prometheus {
        /** A base URL; if it is set, metrics are read there, not at the dispatchers and replicas themselves. */
        Optional<String> url();
    }

    /** {@code OBSERVE_EVERY_MS}. */
    @ConfigMapping(prefix = "observe")
    interface Observe {
        @WithDefault("1000")
        int everyMs();
    }

    /** {@code SCALING_POLICY} and {@code SCALING_TOKEN}. */
    @ConfigMapping(prefix = "scaling")
    interface Scaling {
        /** A name that {@link org.elasticml.core.scale.Policies} knows. */
        @WithDefault("slo")
        String policy();

        /** What whoever sets the number of replicas by hand must show; without one, only this machine may. */
        Optional<String> token();
    }

    /** {@code MIN_REPLICAS}. */
    @ConfigMapping(prefix = "min")
    interface Min {
        @WithDefault("1")
        int replicas();
    }

    /** {@code MAX_REPLICAS}. */
    @ConfigMapping(prefix = "max")
    interface Max {
        @WithDefault("10")
        int replicas();
    }

    /** {@code SLO_MS}. */
    @ConfigMapping(prefix = "slo")
    interface Slo {
        /** Within what answers should come, in milliseconds. */
        @WithDefault("500")
        int ms();
    }

    /** {@code BOOT_SECONDS}. */
    @ConfigMapping(prefix = "boot")
    interface Boot {
        /** How long a replica takes from being asked for to serving, until some have been seen to; unset, the profile's. */
        OptionalDouble seconds();
    }

    /** {@code SERVICE_PROFILE}. */
    @ConfigMapping(prefix = "service")
    interface ServiceFile {
        /** A file that {@link org.elasticml.core.scale.ServiceProfile} reads: what holds until replicas tell. */
        Optional<String> profile();
    }

    /** {@code SCALE_TARGET}. */
    @ConfigMapping(prefix = "scale")
    interface Scale {
        /** The Deployment to scale in Kubernetes, as {@code [namespace/]name}. */
        @WithDefault("ml-app")
        String target();
    }

    /** {@code LEASE_NAME}. */
    @ConfigMapping(prefix = "lease")
    interface Lease {
        /** The Lease that says which autoscaler leads in Kubernetes, in the Deployment's namespace. */
        @WithDefault("autoscaler")
        String name();
    }

    /** {@code ACTUATOR}. */
    @ConfigMapping(prefix = "actuator")
    interface ActuatorName {
        /** {@code none}, {@code local} or {@code kubernetes}. */
        @WithParentName
        @WithDefault("none")
        String name();
    }

    /** {@code REPLICA_COMMAND} and so on, for local replicas. */
    @ConfigMapping(prefix = "replica")
    interface Replica {
        /** The command line that starts one, as a JSON array of its words. */
        Optional<String> command();

        /** The folder for their logs, and for what is written down of them. */
        @WithDefault("logs")
        String logs();

        /** The first port to try. */
        @WithDefault("9001")
        int port();
    }
}
