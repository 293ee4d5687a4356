package org.elasticml.autoscaler.actuate.kubernetes;

import static org.elasticml.autoscaler.actuate.kubernetes.ApiHealth.LEASES;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.elasticml.autoscaler.actuate.kubernetes.ApiCalls.CallException;

/**
 * Who of several leads, by a Lease, after the rules of Kubernetes' own (client-go's leaderelection): the holder renews it,
 * another takes it when it has not seen it change for as long as it lasts. Only intervals on one's own clock count, so
 * clocks may differ. The holder trusts in it for {@link #TRUSTED} from before it asked to renew it, others wait for
 * {@link #LASTS} from after they have seen that: what the holder began before it stopped trusting is over by then.
 *
 * <p>fabric8's LeaderElector compares the time that another wrote with its own clock, lets a leader go on until a call
 * that hangs comes back, and ends for good when it has lost.
 */
final class LeaderElection implements AutoCloseable {
    static final Duration LASTS = Duration.ofSeconds(10);
    static final Duration TRUSTED = Duration.ofSeconds(7);
    static final Duration RETRY = Duration.ofSeconds(2);

    private final ApiCalls api;
    private final String leases;
    private final String name;
    private final String identity;
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "leader-election");
        thread.setDaemon(true);
        return thread;
    });

    /** As we wrote it last; null if it is not ours. */
    private Lease held;
    /** Its version as last read, and since when it has been that. */
    private String seenVersion;

    private long seenNanos;
    private volatile long trustedUntilNanos;
    /** For a reader; empty if it is not known. */
    private volatile String holder = "";

    /**
     * @param namespace of the Lease
     * @param name of the Lease
     * @param identity ours, different from all others'
     * @param limit for how long it may ask the API server at a time; less than {@link #LASTS} - {@link #TRUSTED}
     * @param nanoTime a clock that does not go back, as {@link System#nanoTime}
     */
    LeaderElection(
            ApiCalls api, String namespace, String name, String identity, Duration limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.api = api;
        this.leases = "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases";
        this.name = name;
        this.identity = identity;
        this.nanoTime = nanoTime;
        this.trustedUntilNanos = nanoTime.getAsLong();
    }

    void start() {
        loop.scheduleWithFixedDelay(this::attend, 0, RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean leads() {
        return trustedUntilNanos - nanoTime.getAsLong() > 0;
    }

    /** Why we don't lead, for a reader; empty if we do. */
    Optional<String> whyNot() {
        if (leads()) {
            return Optional.empty();
        }
        String leader = holder;
        return Optional.of(
                leader.isEmpty() || leader.equals(identity) ? "it is not known yet who leads" : leader + " leads");
    }

    /** What is done every {@link #RETRY}: renews the Lease if it is ours, else sees whether it can be. */
    synchronized void attend() {
        long until = ApiCalls.in(limit);
        try {
            if (held == null || !renew(until)) {
                look(until);
            }
        } catch (CallException e) {
            // ApiHealth has said it; without a renewal leadership runs out.
        }
    }

    private boolean renew(long until) throws CallException {
        try {
            hold(new LeaseSpecBuilder(held.getSpec()).withRenewTime(wallTime()).build(), held, until);
            return true;
        } catch (CallException e) {
            if (e.status() == CallException.CONFLICT || e.status() == CallException.NOT_FOUND) {
                giveUp(); // somebody else has written, or removed, it
                return false;
            }
            throw e;
        }
    }

    private void look(long until) throws CallException {
        Lease lease;
        try {
            lease = api.get(LEASES, leases + "/" + name, Lease.class, until);
        } catch (CallException e) {
            if (e.status() != CallException.NOT_FOUND) {
                throw e;
            }
            create(until);
            return;
        }
        LeaseSpec spec = Objects.requireNonNullElseGet(lease.getSpec(), LeaseSpec::new);
        String leader = Objects.requireNonNullElse(spec.getHolderIdentity(), "");
        holder = leader;
        boolean isOurs = leader.equals(identity);
        if (leader.isEmpty() || isOurs || hasRunOut(lease, spec)) {
            take(lease, spec, isOurs, until);
        }
    }

    private boolean hasRunOut(Lease lease, LeaseSpec spec) {
        String version = lease.getMetadata().getUid() + lease.getMetadata().getResourceVersion();
        long now = nanoTime.getAsLong();
        if (!version.equals(seenVersion)) {
            seenVersion = version;
            seenNanos = now;
        }
        Integer seconds = spec.getLeaseDurationSeconds();
        Duration lasts = seconds == null ? LASTS : Duration.ofSeconds(seconds);
        return now - seenNanos > lasts.toNanos();
    }

    private void take(Lease lease, LeaseSpec spec, boolean isOurs, long until) throws CallException {
        int transitions = Objects.requireNonNullElse(spec.getLeaseTransitions(), 0);
        try {
            hold(isOurs ? spec(transitions) : spec(transitions + 1), lease, until);
        } catch (CallException e) {
            if (e.status() != CallException.CONFLICT) { // another was faster: the next look says who
                throw e;
            }
        }
    }

    private void create(long until) throws CallException {
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withSpec(spec(0))
                .build();
        long before = nanoTime.getAsLong();
        try {
            lead(api.create(LEASES, leases, lease, Lease.class, until), before);
        } catch (CallException e) {
            if (e.status() != CallException.CONFLICT) {
                throw e;
            }
        }
    }

    private void hold(LeaseSpec spec, Lease version, long until) throws CallException {
        Lease lease = new LeaseBuilder(version).withSpec(spec).build();
        long before = nanoTime.getAsLong();
        lead(api.update(LEASES, leases + "/" + name, lease, Lease.class, until), before);
    }

    private void lead(Lease lease, long beforeNanos) {
        held = lease;
        holder = identity;
        trustedUntilNanos = beforeNanos + TRUSTED.toNanos();
    }

    private void giveUp() {
        trustedUntilNanos = nanoTime.getAsLong();
        held = null;
    }

    private LeaseSpec spec(int transitions) {
        return new LeaseSpecBuilder()
                .withHolderIdentity(identity)
                .withLeaseDurationSeconds((int) LASTS.toSeconds())
                .withAcquireTime(wallTime())
                .withRenewTime(wallTime())
                .withLeaseTransitions(transitions)
                .build();
    }

    /** For whoever reads the Lease; nothing is decided by it. */
    private static ZonedDateTime wallTime() {
        return ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    /** Gives the Lease back, so that another need not wait until it has run out. */
    @Override
    public void close() {
        loop.shutdown();
        synchronized (this) {
            Lease ours = held;
            giveUp();
            if (ours == null) {
                return;
            }
            LeaseSpec released = new LeaseSpecBuilder(ours.getSpec())
                    .withHolderIdentity("")
                    .withLeaseDurationSeconds(1)
                    .withRenewTime(wallTime())
                    .build();
            Lease lease = new LeaseBuilder(ours).withSpec(released).build();
            try {
                api.update(LEASES, leases + "/" + name, lease, Lease.class, ApiCalls.in(limit));
            } catch (CallException e) {
                // it runs out, then
            }
        }
    }
}
