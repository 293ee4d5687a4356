package org.elasticml.dispatcher.discovery;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.web.DnsAddresses;
import org.elasticml.web.Service;

/** Makes of {@code ML_SERVICE_URL} what watches the replicas. */
@ApplicationScoped
public class ReplicaSources {
    private static final String REGISTER = "register://";
    private static final Pattern KUBERNETES =
            Pattern.compile("kubernetes://(?:([a-z0-9-]+)/)?([a-z0-9-]+)(?::([a-z0-9-]+))?");

    private final Vertx vertx;
    private final Registrations registrations;

    ReplicaSources(Vertx vertx, Registrations registrations) {
        this.vertx = vertx;
        this.registrations = registrations;
    }

    /**
     * All the sources that the items name, as one.
     *
     * @param urls separated by commas: replicas' base URLs, {@code dns://host:port},
     *     {@code kubernetes://[namespace/]service[:port]}, {@code register://}
     * @throws Service.CantStart naming the item that is none of these, or that is there twice
     */
    public ReplicaSource of(String urls) {
        List<ReplicaSource> sources = new ArrayList<>();
        List<String> replicas = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String url : urls.split(",", -1)) {
            String item = url.strip();
            Optional<ReplicaSource> source = source(item);
            if (source.isEmpty()) {
                replicas.add(item);
            } else if (!seen.add(item)) {
                throw new Service.CantStart("ML_SERVICE_URL names " + item + " twice");
            }
            source.ifPresent(sources::add);
        }
        if (!replicas.isEmpty()) {
            sources.add(0, new StaticSource(ReplicaAddress.parse(String.join(",", replicas))));
        }
        return new CombinedSource(sources);
    }

    private Optional<ReplicaSource> source(String item) {
        if (item.equals(REGISTER)) {
            return Optional.of(registrations);
        }
        if (DnsAddresses.isMeant(item)) {
            return Optional.of(new DnsSource(DnsAddresses.of("ML_SERVICE_URL", item, "dns://ml-app:8000")));
        }
        if (item.startsWith("kubernetes:")) {
            return Optional.of(kubernetes(item));
        }
        return Optional.empty();
    }

    private ReplicaSource kubernetes(String item) {
        Matcher kubernetes = KUBERNETES.matcher(item);
        if (!kubernetes.matches()) {
            throw invalid(item, "kubernetes://ml-app, kubernetes://default/ml-app or kubernetes://ml-app:8000");
        }
        String port = Optional.ofNullable(kubernetes.group(3)).orElse("");
        if (port.matches("[0-9]+") && !isPort(port)) {
            throw invalid(item, "kubernetes://ml-app:8000");
        }
        return KubernetesSource.asConfigured(
                vertx, Optional.ofNullable(kubernetes.group(1)), kubernetes.group(2), port);
    }

    private static boolean isPort(String digits) {
        return digits.length() <= 5 && Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= 65_535;
    }

    private static Service.CantStart invalid(String item, String example) {
        return new Service.CantStart("ML_SERVICE_URL: '" + item + "' can't be; it looks like " + example);
    }
}
