package org.elasticml.dispatcher.discovery;

import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.dispatcher.discovery.ReplicaSource.Found;

/**
 * Reads a service's replicas off its EndpointSlices, by the rules of
 * <a href="https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/">Kubernetes' documentation</a>:
 * {@code ready} that is not said means ready, {@code serving} then means what {@code ready} does, {@code terminating} that
 * is not said means no.
 */
final class EndpointSlices {
    private static final String DEFAULT_PORT = "http";

    private EndpointSlices() {}

    /**
     * @param slices all of the service's; the same endpoint may be in several
     * @param port a number, or a port's name; empty is {@code http}, or the only one there is
     */
    static Set<Found> found(Collection<EndpointSlice> slices, String port) {
        // A replica that has both kinds of address would be there twice.
        String family = slices.stream().anyMatch(slice -> isFamily(slice, "IPv4")) ? "IPv4" : "IPv6";
        return Merge.of(slices.stream().filter(slice -> isFamily(slice, family)).flatMap(slice -> found(slice, port)));
    }

    private static boolean isFamily(EndpointSlice slice, String family) {
        return family.equals(slice.getAddressType()) && !slice.getEndpoints().isEmpty();
    }

    private static Stream<Found> found(EndpointSlice slice, String wantedPort) {
        OptionalInt port = port(slice.getPorts(), wantedPort);
        return port.isEmpty()
                ? Stream.empty()
                : slice.getEndpoints().stream().flatMap(endpoint -> found(endpoint, port.getAsInt()).stream());
    }

    private static Optional<Found> found(Endpoint endpoint, int port) {
        EndpointConditions said = Optional.ofNullable(endpoint.getConditions()).orElseGet(EndpointConditions::new);
        boolean terminating = Boolean.TRUE.equals(said.getTerminating());
        boolean ready = !Boolean.FALSE.equals(said.getReady());
        boolean serving = said.getServing() == null ? ready : said.getServing();
        if (endpoint.getAddresses().isEmpty() || !terminating && !ready && !serving) {
            return Optional.empty();
        }
        // All addresses of an endpoint are the same replica; kube-proxy, too, takes the first.
        return Optional.of(new Found(ReplicaAddress.of(endpoint.getAddresses().get(0), port), terminating));
    }

    private static OptionalInt port(List<EndpointPort> ports, String wanted) {
        if (wanted.matches("[0-9]+")) {
            return OptionalInt.of(Integer.parseInt(wanted));
        }
        String name = wanted.isEmpty() ? DEFAULT_PORT : wanted;
        boolean any = wanted.isEmpty() && ports.size() == 1;
        return ports.stream()
                .filter(port -> port.getPort() != null && (any || name.equals(port.getName())))
                .mapToInt(EndpointPort::getPort)
                .findFirst();
    }
}
