package org.elasticml.core.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.DoubleSupplier;
import org.elasticml.core.balance.BalancingPolicy;
import org.elasticml.core.balance.ReplicaPool;
import org.elasticml.core.dispatch.Assignment;
import org.elasticml.core.dispatch.Dispatching;
import org.elasticml.core.dispatch.Request;
import org.elasticml.core.queue.Priority;
import org.elasticml.core.scale.Decision;
import org.elasticml.core.scale.Observation;
import org.elasticml.core.scale.ScalingPolicy;
import org.elasticml.core.simulate.SimulatedReplica.State;

/**
 * A discrete-event simulation of dispatcher, replicas and autoscaler. Requests are alike, replicas never fail, and nothing
 * takes time but booting, waiting and computing. Of what happens at the same instant, answers come first, then replicas
 * that have booted, then what the clock brings, then arrivals. The same arguments give the same result.
 */
public final class Simulation {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** As often as the dispatcher looks for requests whose deadline has passed. */
    private static final long EXPIRE_EVERY_NANOS = 20_000_000;

    /** Spreads consecutive numbers over all longs (Fibonacci hashing; Knuth, TAOCP vol. 3, 6.4). */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final SimulationSettings settings;
    private final ScalingPolicy scaling;
    private final Dispatching<Void> dispatching;
    private final Fleet fleet;
    private final PrimitiveIterator.OfLong arrivals;

    private final Latencies latencies = new Latencies();
    private final Latencies latenciesOfSecond = new Latencies();
    private final List<ScaleChange> changes = new ArrayList<>();
    private final List<SecondOfSimulation> seconds = new ArrayList<>();
    private long now;
    private long requests;
    private long requestsBeforeSecond;
    private long inTime;
    private long refused;
    private long expired;
    private double requestNanos;
    private double busyNanos;

    private Simulation(
            SimulationSettings settings,
            PrimitiveIterator.OfLong arrivals,
            BalancingPolicy balancing,
            ScalingPolicy scaling,
            DoubleSupplier variation) {
        this.settings = settings;
        this.arrivals = arrivals;
        this.scaling = scaling;
        this.dispatching = new Dispatching<>(settings.dispatch(), new ReplicaPool(balancing, settings.slots()));
        this.fleet = new Fleet(settings, dispatching, variation);
    }

    /**
     * Plays all arrivals to their ends.
     *
     * @param arrivals their instants in nanoseconds from the start, never decreasing
     * @param balancing new, as the policy below: both remember what they have seen
     * @param scaling asked for the number of replicas, of which there is never less than one
     * @param variation asked for each batch what the service curve's time is multiplied by: 1, or a random number of mean 1
     */
    public static SimulationResult run(
            SimulationSettings settings,
            PrimitiveIterator.OfLong arrivals,
            BalancingPolicy balancing,
            ScalingPolicy scaling,
            DoubleSupplier variation) {
        return new Simulation(settings, arrivals, balancing, scaling, variation).run();
    }

    private SimulationResult run() {
        long arrival = nextArrival();
        long decision = 0;
        long second = NANOS_PER_SECOND;
        long expiry = EXPIRE_EVERY_NANOS;
        while (true) {
            long answer = fleet.nextAnswerNanos();
            long boot = fleet.nextBootNanos();
            long clock = Math.min(Math.min(decision, second), expiry);
            long work = Math.min(Math.min(arrival, answer), boot);
            if (work == Schedule.NEVER && now >= settings.durationNanos() && dispatching.waiting() == 0) {
                return result();
            }
            advance(Math.min(clock, work));
            if (answer == now) {
                answer();
            } else if (boot == now) {
                fleet.boot(now);
            } else if (second == now) {
                endSecond();
                second = now < settings.durationNanos() ? now + NANOS_PER_SECOND : Schedule.NEVER;
            } else if (expiry == now) {
                expired += dispatching.expire(now).size();
                refused += dispatching.shed(now).size();
                expiry = now + EXPIRE_EVERY_NANOS;
            } else if (decision == now) {
                decide();
                long next = now + settings.decideEveryNanos();
                decision = next < settings.durationNanos() ? next : Schedule.NEVER;
            } else {
                arrive();
                arrival = nextArrival();
            }
        }
    }

    private long nextArrival() {
        return arrivals.hasNext() ? arrivals.nextLong() : Schedule.NEVER;
    }

    private void advance(long nanos) {
        requestNanos += (double) (dispatching.waiting() + fleet.inFlight()) * (nanos - now);
        busyNanos += (double) fleet.busy() * (nanos - now);
        now = nanos;
    }

    private void arrive() {
        requests++;
        Request<Void> request =
                new Request<>(null, Priority.NORMAL, now, now + settings.deadlineNanos(), requests * GOLDEN);
        if (dispatching.submit(request, now).isPresent()) {
            refused++;
        } else {
            fleet.serve(now);
        }
    }

    private void answer() {
        for (Assignment<Void> assignment : fleet.answer(now)) {
            long nanos = now - assignment.request().startNanos();
            latencies.add(nanos);
            latenciesOfSecond.add(nanos);
            if (nanos <= settings.sloNanos()) {
                inTime++;
            }
        }
        fleet.serve(now);
    }

    private void endSecond() {
        seconds.add(new SecondOfSimulation(
                requests - requestsBeforeSecond,
                fleet.count(State.READY),
                fleet.count(State.BOOTING),
                fleet.count(State.DRAINING),
                dispatching.waiting(),
                latenciesOfSecond.seconds(0.99)));
        requestsBeforeSecond = requests;
        latenciesOfSecond.clear();
    }

    private void decide() {
        Observation seen = observation();
        if (scaling.decide(seen) instanceof Decision.ScaleTo to) {
            int wanted = Math.max(1, to.replicas());
            if (wanted != seen.replicas()) {
                changes.add(new ScaleChange(seen.seconds(), seen.replicas(), wanted, to.reason()));
                fleet.scale(wanted, now);
            }
        }
    }

    private Observation observation() {
        return new Observation(
                now / 1e9,
                requests,
                dispatching.waiting(),
                fleet.inFlight(),
                fleet.count(State.READY),
                fleet.count(State.BOOTING),
                fleet.count(State.DRAINING),
                settings.service(),
                settings.bootNanos() / 1e9,
                busyNanos / 1e9,
                requestNanos / 1e9);
    }

    private SimulationResult result() {
        return new SimulationResult(
                requests,
                latencies.count(),
                inTime,
                refused,
                expired,
                SimulationResult.Latency.of(latencies),
                fleet.waitNanos() / latencies.count() / 1e9,
                requestNanos / 1e9,
                fleet.coreSeconds(),
                busyNanos / 1e9,
                List.copyOf(changes),
                List.copyOf(seconds));
    }
}
