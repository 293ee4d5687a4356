package org.elasticml.core.scale;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.PriorityQueue;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;

/**
 * A small simulation to try policies in: one line, first come first served; replicas that take up to a whole batch of what
 * waits as soon as they are free, and serve a boot time after they were asked for. As the dispatcher does, it refuses what
 * would come too late once that has been so for a second, until the line is empty.
 */
final class VirtualFleet {
    private static final double SLO_SECONDS = 0.5;

    /** Of the SLO, and for how many seconds; as in Dispatching and StandingQueue. */
    private static final double IN_TIME = 0.8;

    private static final double STANDING_SECONDS = 1;

    record Change(double seconds, int from, int to, String reason) {
        boolean isUp() {
            return to > from;
        }
    }

    record Outcome(double attainment, double coreSeconds, List<Change> changes) {}

    private static final class Server {
        final double askedAt;
        final double readyAt;
        double freeAt;

        Server(double askedAt, double readyAt) {
            this.askedAt = askedAt;
            this.readyAt = readyAt;
            freeAt = readyAt;
        }
    }

    private final ServiceCurve service;
    private final double bootSeconds;
    private final double tickSeconds;
    private final PriorityQueue<Server> byFree =
            new PriorityQueue<>(Comparator.comparingDouble(server -> server.freeAt));
    private final List<Server> servers = new ArrayList<>();
    private final Deque<Double> waiting = new ArrayDeque<>();
    private final List<Change> changes = new ArrayList<>();
    private int requests;
    private int inTime;
    private double coreSeconds;
    private double busySeconds;
    private double requestSeconds;
    private double lastInTime;
    private boolean isStanding;

    VirtualFleet(ServiceCurve service, double bootSeconds, double tickSeconds) {
        this.service = service;
        this.bootSeconds = bootSeconds;
        this.tickSeconds = tickSeconds;
    }

    Outcome run(Workload workload, Arrivals arrivals, long seed, ScalingPolicy policy, int atFirst) {
        for (int i = 0; i < atFirst; i++) {
            start(0, 0);
        }
        PrimitiveIterator.OfLong instants = arrivals.instantsNanos(workload, seed);
        double next = next(instants);
        for (double tick = 0; tick < workload.seconds(); tick += tickSeconds) {
            serve(tick);
            decide(tick, policy);
            double until = tick + tickSeconds;
            for (; next < until; next = next(instants)) {
                serve(next);
                requests++;
                if (!isRefused(next)) {
                    waiting.add(next);
                }
            }
        }
        serve(Double.POSITIVE_INFINITY);
        for (Server server : servers) {
            coreSeconds += workload.seconds() - server.askedAt;
        }
        return new Outcome((double) inTime / requests, coreSeconds, changes);
    }

    private static double next(PrimitiveIterator.OfLong instants) {
        return instants.hasNext() ? instants.nextLong() / 1e9 : Double.POSITIVE_INFINITY;
    }

    private boolean isRefused(double now) {
        double expected = waiting.size() / (ready(now) * service.bestPerSecond()) + service.seconds(1);
        boolean isLate = expected > IN_TIME * SLO_SECONDS;
        if (!isLate) {
            lastInTime = now;
        }
        isStanding = !waiting.isEmpty() && (isStanding || now - lastInTime > STANDING_SECONDS);
        return isStanding && isLate;
    }

    private int ready(double now) {
        return (int) servers.stream().filter(server -> server.readyAt <= now).count();
    }

    private void start(double now, double boot) {
        Server server = new Server(now, now + boot);
        servers.add(server);
        byFree.add(server);
    }

    /** Lets servers take what waits, as long as one is free before {@code until}. */
    private void serve(double until) {
        while (!waiting.isEmpty()) {
            double at = Math.max(byFree.peek().freeAt, waiting.peek());
            if (at >= until) {
                return;
            }
            Server server = byFree.poll();
            List<Double> batch = new ArrayList<>();
            while (batch.size() < service.maxBatch() && !waiting.isEmpty() && waiting.peek() <= at) {
                batch.add(waiting.poll());
            }
            server.freeAt = at + service.seconds(batch.size());
            busySeconds += server.freeAt - at;
            for (double came : batch) {
                requestSeconds += server.freeAt - came;
                inTime += server.freeAt - came <= SLO_SECONDS + 1e-9 ? 1 : 0;
            }
            byFree.add(server);
        }
    }

    private void decide(double now, ScalingPolicy policy) {
        if (policy.decide(observed(now)) instanceof Decision.ScaleTo to) {
            changes.add(new Change(now, servers.size(), to.replicas(), to.reason()));
            while (servers.size() < to.replicas()) {
                start(now, bootSeconds);
            }
            while (servers.size() > to.replicas()) {
                stop(now);
            }
        }
    }

    private Observation observed(double now) {
        List<Server> working = servers.stream()
                .filter(server -> server.readyAt <= now && server.freeAt > now)
                .toList();
        double toCome =
                working.stream().mapToDouble(server -> server.freeAt - now).sum();
        double waited = waiting.stream().mapToDouble(came -> now - came).sum();
        int ready = ready(now);
        return new Observation(
                now,
                requests,
                waiting.size(),
                working.size(),
                ready,
                servers.size() - ready,
                0,
                service,
                bootSeconds,
                Math.max(0, busySeconds - toCome),
                Math.max(0, requestSeconds + waited - toCome));
    }

    /** The last one asked for that boots, else the first to be free, when it is. */
    private void stop(double now) {
        Server victim = servers.stream()
                .filter(server -> server.readyAt > now)
                .max(Comparator.comparingDouble(server -> server.readyAt))
                .orElse(byFree.peek());
        servers.remove(victim);
        byFree.remove(victim);
        coreSeconds += (victim.readyAt > now ? now : Math.max(now, victim.freeAt)) - victim.askedAt;
    }
}
