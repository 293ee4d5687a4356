package org.elasticml.dispatcher.discovery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.dispatcher.discovery.ReplicaSource.Found;

/**
 * Who has registered, and until when that holds. Instants are nanoseconds of whatever clock the caller has. Not
 * thread-safe.
 */
final class LeaseTable {
    private final long leaseNanos;
    private final Map<String, Lease> leases = new LinkedHashMap<>();

    private record Lease(Found found, long endNanos) {}

    LeaseTable(long leaseNanos) {
        this.leaseNanos = leaseNanos;
    }

    /** The replica is there, for one lease from now. */
    void renew(Found found, long nowNanos) {
        leases.put(found.address().name(), new Lease(found, nowNanos + leaseNanos));
    }

    /** The replica is gone. */
    void remove(ReplicaAddress address) {
        leases.remove(address.name());
    }

    /** Drops those whose lease is over; it is at its end. */
    void expire(long nowNanos) {
        leases.values().removeIf(lease -> lease.endNanos - nowNanos <= 0);
    }

    /** When the first lease will be over, from now. */
    OptionalLong nanosToFirstEnd(long nowNanos) {
        return leases.values().stream()
                .mapToLong(lease -> lease.endNanos - nowNanos)
                .min();
    }

    Set<Found> found() {
        return leases.values().stream().map(Lease::found).collect(Collectors.toUnmodifiableSet());
    }
}
