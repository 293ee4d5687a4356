package org.elasticml.dispatcher.discovery;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.web.DnsAddresses;

/** A replica at each address of a name; none of them is known to drain. */
final class DnsSource implements ReplicaSource {
    private final DnsAddresses addresses;

    DnsSource(DnsAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public void start(Consumer<Set<Found>> changed) {
        addresses.start(now -> changed.accept(now.stream()
                .map(each -> new Found(ReplicaAddress.of(each.getAddress(), each.getPort()), false))
                .collect(Collectors.toUnmodifiableSet())));
    }

    @Override
    public boolean hasListed() {
        return addresses.hasListed();
    }

    @Override
    public String name() {
        return addresses.name();
    }

    @Override
    public void close() {
        addresses.close();
    }
}
