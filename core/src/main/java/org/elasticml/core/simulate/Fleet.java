package org.elasticml.core.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.elasticml.core.balance.Replica;
import org.elasticml.core.dispatch.Assignment;
import org.elasticml.core.dispatch.Dispatching;
import org.elasticml.core.scale.ServiceCurve;
import org.elasticml.core.simulate.SimulatedReplica.State;

/** The replicas, those that boot and drain included, and what is paid for them. The dispatcher is told who is there. */
final class Fleet {
    private static final Comparator<SimulatedReplica> LEAST_LOADED =
            Comparator.comparingInt(SimulatedReplica::inFlight).thenComparing(replica -> -replica.number);

    private final SimulationSettings settings;
    private final Dispatching<Void> dispatching;
    private final DoubleSupplier variation;
    /** By their numbers; those that are gone stay. */
    private final List<SimulatedReplica> replicas = new ArrayList<>();
    /** Those of them that are not gone, or not deregistered yet, in the order of their numbers. */
    private List<SimulatedReplica> there = new ArrayList<>();

    private final Map<Replica, SimulatedReplica> registered = new HashMap<>();
    private final List<SimulatedReplica> idle = new ArrayList<>();
    private final Schedule answers = new Schedule();
    private final Schedule boots = new Schedule();
    private final int[] counts = new int[State.values().length];
    private int inFlight;
    private int busy;
    private double paidNanos;
    private double waitNanos;

    /**
     * @param variation what the service curve's time of each batch is multiplied by
     */
    Fleet(SimulationSettings settings, Dispatching<Void> dispatching, DoubleSupplier variation) {
        this.settings = settings;
        this.dispatching = dispatching;
        this.variation = variation;
        for (int i = 0; i < settings.initialReplicas(); i++) {
            set(start(0), State.READY);
        }
        register(0);
    }

    int count(State state) {
        return counts[state.ordinal()];
    }

    int inFlight() {
        return inFlight;
    }

    /** Cores that compute. */
    int busy() {
        return busy;
    }

    /** Of all requests that a core has begun on, the time they had waited. */
    double waitNanos() {
        return waitNanos;
    }

    long nextAnswerNanos() {
        return answers.nextNanos();
    }

    long nextBootNanos() {
        return boots.nextNanos();
    }

    private SimulatedReplica start(long nowNanos) {
        SimulatedReplica replica = new SimulatedReplica(replicas.size(), nowNanos);
        replicas.add(replica);
        there.add(replica);
        counts[State.BOOTING.ordinal()]++;
        return replica;
    }

    private void set(SimulatedReplica replica, State state) {
        counts[replica.state.ordinal()]--;
        counts[state.ordinal()]++;
        replica.state = state;
    }

    private void end(SimulatedReplica replica, long nowNanos) {
        set(replica, State.GONE);
        paidNanos += paid(replica, nowNanos);
    }

    private double paid(SimulatedReplica replica, long untilNanos) {
        return Math.max(0, Math.min(untilNanos, settings.durationNanos()) - replica.startedNanos);
    }

    /** Core-seconds until the end of the duration, which is over. */
    double coreSeconds() {
        double nanos = paidNanos;
        for (SimulatedReplica replica : there) {
            nanos += replica.state == State.GONE ? 0 : paid(replica, settings.durationNanos());
        }
        return nanos / 1e9;
    }

    /** Boots more, or calls off: those that boot, the youngest first, then those with the least to do. */
    void scale(int wanted, long nowNanos) {
        int now = count(State.BOOTING) + count(State.READY);
        for (int more = now; more < wanted; more++) {
            boots.add(nowNanos + settings.bootNanos(), start(nowNanos).number);
        }
        int surplus = now - wanted;
        for (int i = there.size() - 1; i >= 0 && surplus > 0; i--) {
            if (there.get(i).state == State.BOOTING) {
                end(there.get(i), nowNanos);
                surplus--;
            }
        }
        if (surplus > 0) {
            List<SimulatedReplica> ready = there.stream()
                    .filter(replica -> replica.state == State.READY)
                    .sorted(LEAST_LOADED)
                    .limit(surplus)
                    .toList();
            for (SimulatedReplica replica : ready) {
                set(replica, State.DRAINING);
                endIfDrained(replica, nowNanos);
            }
        }
        register(nowNanos);
    }

    private void endIfDrained(SimulatedReplica replica, long nowNanos) {
        if (replica.state == State.DRAINING && replica.inFlight() == 0) {
            end(replica, nowNanos);
        }
    }

    /** Those whose boot is over serve from now on. */
    void boot(long nowNanos) {
        while (boots.nextNanos() <= nowNanos) {
            SimulatedReplica replica = replicas.get(boots.remove());
            if (replica.state == State.BOOTING) {
                set(replica, State.READY);
            }
        }
        register(nowNanos);
        serve(nowNanos);
    }

    /** Tells the dispatcher who is there. A new one reports what the dispatcher's probes read of the real ones. */
    private void register(long nowNanos) {
        there = new ArrayList<>(
                there.stream().filter(replica -> replica.state != State.GONE).toList());
        Map<String, Boolean> drainingByName = new TreeMap<>();
        for (SimulatedReplica replica : there) {
            if (replica.state != State.BOOTING) {
                drainingByName.put(replica.name, replica.state == State.DRAINING);
            }
        }
        dispatching.replicas(drainingByName);
        Map<Replica, SimulatedReplica> before = new HashMap<>(registered);
        registered.clear();
        double perSecond = settings.service().bestPerSecond();
        for (SimulatedReplica each : there) {
            dispatching.replica(each.name).ifPresent(replica -> {
                registered.put(replica, each);
                if (!before.containsKey(replica)) {
                    dispatching.alive(replica, perSecond, bestBatchSeconds(), nowNanos);
                }
            });
        }
    }

    private double bestBatchSeconds() {
        ServiceCurve curve = settings.service();
        int best = 1;
        for (int batch = 2; batch <= curve.maxBatch(); batch++) {
            if (batch / curve.seconds(batch) > best / curve.seconds(best)) {
                best = batch;
            }
        }
        return curve.seconds(best);
    }

    /** Sends what the dispatcher gives out now. */
    void serve(long nowNanos) {
        for (Assignment<Void> next = next(nowNanos); next != null; next = next(nowNanos)) {
            SimulatedReplica replica = registered.get(next.replica());
            replica.give(next);
            inFlight++;
            if (!replica.isBusy()) {
                idle.add(replica);
            }
        }
        for (SimulatedReplica replica : idle) {
            work(replica, nowNanos);
        }
        idle.clear();
    }

    private Assignment<Void> next(long nowNanos) {
        return dispatching.next(nowNanos).orElse(null);
    }

    private void work(SimulatedReplica replica, long nowNanos) {
        if (replica.isBusy()) {
            return;
        }
        List<Assignment<Void>> batch = replica.startBatch(settings.service().maxBatch());
        if (!batch.isEmpty()) {
            for (Assignment<Void> assignment : batch) {
                waitNanos += nowNanos - assignment.request().startNanos();
            }
            busy++;
            double seconds = settings.service().seconds(batch.size()) * variation.getAsDouble();
            answers.add(nowNanos + Math.round(seconds * 1e9), replica.number);
        }
    }

    /** The next batch is done, now: returns it. The replica goes on with what waits in it. */
    List<Assignment<Void>> answer(long nowNanos) {
        SimulatedReplica replica = replicas.get(answers.remove());
        List<Assignment<Void>> done = replica.endBatch();
        busy--;
        inFlight -= done.size();
        for (Assignment<Void> assignment : done) {
            dispatching.succeeded(assignment, nowNanos);
        }
        work(replica, nowNanos);
        endIfDrained(replica, nowNanos);
        return done;
    }
}
