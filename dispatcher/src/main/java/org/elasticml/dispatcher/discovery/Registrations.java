package org.elasticml.dispatcher.discovery;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.web.Service;

/** The replicas that say themselves that they are there, again and again: {@code PUT /replicas}. */
@ApplicationScoped
public class Registrations implements ReplicaSource {
    private final Vertx vertx;
    private final Duration lease;
    private final LeaseTable table;
    private Set<Found> last = Set.of();
    private long timer = -1;
    /** Set while it is open. */
    private Consumer<Set<Found>> changed;

    Registrations(Vertx vertx, DispatcherConfig.Registration config) {
        this.vertx = vertx;
        this.lease = Duration.ofMillis(Service.atLeastOne("REGISTRATION_LEASE_MS", config.leaseMs()));
        this.table = new LeaseTable(lease.toNanos());
    }

    @Override
    public synchronized void start(Consumer<Set<Found>> changed) {
        this.changed = changed;
    }

    /** Whether replicas may register: {@code ML_SERVICE_URL} holds {@code register://}. */
    public synchronized boolean isOpen() {
        return changed != null;
    }

    /** How long a registration holds. */
    public Duration lease() {
        return lease;
    }

    /** The replica is there, for one lease from now. */
    public synchronized void renew(Found found) {
        table.renew(found, System.nanoTime());
        look();
    }

    /** The replica is gone. */
    public synchronized void remove(ReplicaAddress address) {
        table.remove(address);
        look();
    }

    /** Who is registered now. */
    public synchronized Set<Found> found() {
        return last;
    }

    private synchronized void look() {
        long now = System.nanoTime();
        table.expire(now);
        vertx.cancelTimer(timer);
        table.nanosToFirstEnd(now)
                .ifPresent(nanos -> timer = vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, end -> look()));
        Set<Found> found = table.found();
        if (changed != null && !found.equals(last)) {
            last = found;
            changed.accept(found);
        }
    }

    /** Nobody is asked: whoever is there comes. */
    @Override
    public boolean hasListed() {
        return true;
    }

    @Override
    public String name() {
        return "self-registration";
    }

    @Override
    public synchronized void close() {
        changed = null;
        vertx.cancelTimer(timer);
    }
}
