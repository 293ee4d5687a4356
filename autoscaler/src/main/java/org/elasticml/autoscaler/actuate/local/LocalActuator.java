package org.elasticml.autoscaler.actuate.local;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.elasticml.autoscaler.actuate.Actuator;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.elasticml.autoscaler.actuate.local.LocalReplica.State;
import org.jboss.logging.Logger;

/**
 * Runs replicas as processes, which register with the dispatcher themselves, and drain and deregister on SIGTERM. One that
 * dies is started again, later each time. What runs is written down, and taken over by whoever comes after this process was
 * killed. Nothing is started or taken over before the first call.
 */
public final class LocalActuator implements Actuator {
    private static final Logger LOG = Logger.getLogger(LocalActuator.class);
    private static final double NANOS = 1e9;
    private static final long LOOK_EVERY_MILLIS = 100;
    private static final double GRACE_SECONDS = 15;
    /** Whoever stops this process may not wait longer. */
    private static final double CLOSING_GRACE_SECONDS = 12;

    private final LocalSettings settings;
    private final double graceSeconds;
    private final double closingGraceSeconds;
    private final Counter deaths;
    private final Readiness readiness = new Readiness();
    private final List<LocalReplica> replicas = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread looking = new Thread(task, "local-replicas");
        looking.setDaemon(true);
        return looking;
    });
    private OptionalDouble bootSeconds = OptionalDouble.empty();
    private List<Written> written = List.of();
    private boolean begun;
    private boolean closed;

    public LocalActuator(LocalSettings settings, MeterRegistry registry) {
        this(settings, registry, GRACE_SECONDS, CLOSING_GRACE_SECONDS);
    }

    /** @param graceSeconds how long one that is told to end may take; and when all are, as this closes */
    LocalActuator(LocalSettings settings, MeterRegistry registry, double graceSeconds, double closingGraceSeconds) {
        this.settings = settings;
        this.graceSeconds = graceSeconds;
        this.closingGraceSeconds = closingGraceSeconds;
        this.deaths = Counter.builder("autoscaler_replica_deaths_total")
                .description("Processes of replicas that ended unasked")
                .register(registry);
    }

    @Override
    public String name() {
        return "local processes, from port " + settings.firstPort() + " up";
    }

    @Override
    public synchronized ReplicaCounts replicas() {
        begin();
        int ready = count(State.READY);
        int booting = count(State.BOOTING) + count(State.WAITING);
        return new ReplicaCounts(ready + booting, ready, booting, count(State.DRAINING), bootSeconds);
    }

    private int count(State state) {
        return (int)
                replicas.stream().filter(replica -> replica.state() == state).count();
    }

    private void begin() {
        if (begun || closed) {
            return;
        }
        begun = true;
        adopt();
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void adopt() {
        try {
            written = Written.read(settings.written());
        } catch (IOException e) {
            LOG.warnf("%s can't be read, so no replica is taken over: %s", settings.written(), e.getMessage());
        }
        for (Written each : written) {
            each.process().ifPresent(handle -> {
                LocalReplica replica =
                        new LocalReplica(settings, readiness, ReplicaProcess.adopted(settings, each, handle));
                if (each.draining()) {
                    replica.drain(seconds(), graceSeconds);
                }
                replicas.add(replica);
                LOG.infof("%s runs already, process %d", each.name(), each.pid());
            });
        }
    }

    @Override
    public synchronized void scaleTo(int wanted) {
        begin();
        if (closed) {
            return; // decided while this was told to end
        }
        List<LocalReplica> kept = new ArrayList<>(replicas.stream()
                .filter(replica -> replica.state() != State.DRAINING)
                .toList());
        for (int i = kept.size(); i < wanted; i++) {
            replicas.add(new LocalReplica(settings, readiness));
        }
        // The least useful first: one that has no process, that does not serve yet, the newest.
        kept.sort(Comparator.comparing((LocalReplica replica) -> usefulness(replica.state()))
                .thenComparing(Comparator.comparing(replicas::indexOf).reversed()));
        for (int i = 0; i < kept.size() - wanted; i++) {
            kept.get(i).drain(seconds(), graceSeconds);
        }
        look();
    }

    private static int usefulness(State state) {
        return switch (state) {
            case WAITING -> 0;
            case BOOTING -> 1;
            default -> 2;
        };
    }

    private synchronized void look() {
        double now = seconds();
        for (LocalReplica replica : replicas) {
            if (replica.isDue(now)) {
                replica.start(now, takenPorts(replica));
                write();
            }
            State before = replica.state();
            if (replica.look(now)) {
                deaths.increment();
            }
            if (before == State.BOOTING && replica.state() == State.READY) {
                replica.bootSeconds().ifPresent(seconds -> bootSeconds = OptionalDouble.of(seconds));
            }
        }
        replicas.removeIf(replica -> replica.state() == State.GONE);
        write();
    }

    private Set<Integer> takenPorts(LocalReplica but) {
        return replicas.stream()
                .filter(replica -> replica != but && replica.isRunning())
                .flatMap(replica -> replica.port().stream())
                .collect(Collectors.toSet());
    }

    private void write() {
        List<Written> now = replicas.stream()
                .map(LocalReplica::written)
                .flatMap(Optional::stream)
                .toList();
        if (now.equals(written)) {
            return;
        }
        written = now;
        try {
            Written.write(settings.written(), now);
        } catch (IOException e) {
            LOG.warnf("what runs can't be written down in %s: %s", settings.written(), e.getMessage());
        }
    }

    @Override
    public Optional<String> standsBack() {
        return Optional.empty();
    }

    /** All drain and end. */
    @Override
    public void close() {
        thread.shutdownNow();
        double now = seconds();
        synchronized (this) {
            closed = true;
            replicas.forEach(replica -> replica.drain(now, closingGraceSeconds));
        }
        while (!isEmpty()) {
            look();
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized boolean isEmpty() {
        return replicas.isEmpty();
    }

    private static double seconds() {
        return System.nanoTime() / NANOS;
    }
}
