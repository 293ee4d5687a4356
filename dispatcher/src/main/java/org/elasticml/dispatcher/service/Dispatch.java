package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.elasticml.core.balance.BalancingPolicy;
import org.elasticml.core.balance.Replica;
import org.elasticml.core.balance.ReplicaPool;
import org.elasticml.core.queue.Priority;
import org.elasticml.core.queue.RequestQueue;
import org.elasticml.web.ProblemException;

/**
 * The dispatcher's state: what waits, and which replica has room. It does no I/O: {@link Worker}s take assignments from
 * it and say how they ended. One lock guards all; it is held for microseconds.
 */
final class Dispatch {
    /** The first, and one more elsewhere. Classifying the same image twice harms nobody. */
    private static final int MAX_ATTEMPTS = 2;

    private final RequestQueue<PendingRequest> queue;
    private final ReplicaPool pool;
    private final Map<String, ReplicaRecord> records = new LinkedHashMap<>();
    private final List<Runnable> wakeUps = new ArrayList<>();
    /** Assignments that have not ended. One that is ended twice, as by a late answer, counts once. */
    private final Set<Assignment> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private int nextWakeUp;
    private final RateWindow arrivals;
    private final RateWindow answers;
    private final LongSupplier nanoClock;
    private final LongConsumer waitedNanos;

    /** A request bound to a replica, whose slot it holds until it is ended. */
    record Assignment(RequestQueue.Entry<PendingRequest> entry, Replica replica, long sentNanos) {
        PendingRequest request() {
            return entry.item();
        }
    }

    /**
     * @param nanoClock its instants are those of the requests' deadlines
     * @param waitedNanos hears how long each request waited before it was sent to a replica
     */
    Dispatch(
            int capacity,
            List<String> replicas,
            int slots,
            BalancingPolicy policy,
            LongSupplier nanoClock,
            LongConsumer waitedNanos) {
        this.queue = new RequestQueue<>(capacity);
        this.pool = new ReplicaPool(replicas, slots, policy);
        this.nanoClock = nanoClock;
        this.waitedNanos = waitedNanos;
        this.arrivals = new RateWindow(nanoClock.getAsLong());
        this.answers = new RateWindow(nanoClock.getAsLong());
        replicas.forEach(name -> records.put(name, new ReplicaRecord()));
    }

    /** Registers a worker. */
    synchronized void onWork(Runnable wakeUp) {
        wakeUps.add(wakeUp);
    }

    synchronized void countArrival() {
        arrivals.count(nanoClock.getAsLong());
    }

    /**
     * Takes the request into the queue.
     *
     * @return the replica's answer; or a {@link ProblemException} that says why there is none
     * @throws ProblemException 503, if the queue is full
     */
    CompletionStage<ObjectNode> submit(PendingRequest request, Priority priority) {
        synchronized (this) {
            long now = nanoClock.getAsLong();
            if (queue.offer(request, priority, now, request.deadlineNanos).isEmpty()) {
                double seconds = queue.size() / Math.max(1, answers.perSecond(now));
                throw new ProblemException(503, "the queue is full: " + queue.size() + " requests wait", (int)
                        Math.max(1, Math.min(60, Math.ceil(seconds))));
            }
        }
        wakeOne();
        return request.answer;
    }

    private void wakeOne() {
        Runnable wakeUp;
        synchronized (this) {
            if (wakeUps.isEmpty()) {
                return;
            }
            wakeUp = wakeUps.get(Math.floorMod(nextWakeUp++, wakeUps.size()));
        }
        wakeUp.run();
    }

    /** The next request that can be served now, with a slot of the replica to serve it. */
    synchronized Optional<Assignment> next() {
        List<RequestQueue.Entry<PendingRequest>> blocked = new ArrayList<>();
        Optional<Assignment> assignment = Optional.empty();
        boolean slotsLeft = true;
        while (assignment.isEmpty() && slotsLeft) {
            Optional<RequestQueue.Entry<PendingRequest>> entry = queue.poll();
            if (entry.isEmpty()) {
                break;
            }
            PendingRequest request = entry.get().item();
            Set<String> tried = request.tried;
            assignment = pool.acquire(tried, request.key, nanoClock.getAsLong())
                    .map(replica -> assign(entry.get(), replica));
            if (assignment.isEmpty()) {
                blocked.add(entry.get());
                // One that is to go elsewhere waits for that replica's slots, and nobody behind waits with it.
                slotsLeft = !tried.isEmpty();
            }
        }
        blocked.forEach(queue::restore);
        return assignment;
    }

    private Assignment assign(RequestQueue.Entry<PendingRequest> entry, Replica replica) {
        long now = nanoClock.getAsLong();
        PendingRequest request = entry.item();
        request.countAttempt();
        request.trace.sent(replica.name(), request.attempts(), now - request.startNanos);
        waitedNanos.accept(now - entry.enqueuedNanos());
        Assignment assignment = new Assignment(entry, replica, now);
        open.add(assignment);
        return assignment;
    }

    /** The replica answered as it should. */
    void succeeded(Assignment assignment, ObjectNode answer) {
        long now = nanoClock.getAsLong();
        double servedSeconds = (now - assignment.sentNanos()) / 1e9;
        double servedMillis = servedSeconds * 1e3;
        double waitedMillis = (assignment.sentNanos() - assignment.request().startNanos) / 1e6;
        synchronized (this) {
            if (!open.remove(assignment)) {
                return;
            }
            pool.release(assignment.replica(), servedSeconds, now);
            assignment.request().trace.served(now - assignment.sentNanos());
            records.get(assignment.replica().name()).answered(servedMillis);
            answers.count(now);
            answer.put("queue_size", queue.size());
        }
        answer.put("replica", assignment.replica().name());
        answer.put("waited_ms", Math.round(waitedMillis * 1e3) / 1e3);
        answer.put("served_ms", Math.round(servedMillis * 1e3) / 1e3);
        assignment.request().answer.complete(answer);
    }

    /** The replica refused the request for a reason that holds on every replica: it is not an image. */
    void refused(Assignment assignment, ProblemException problem) {
        synchronized (this) {
            if (!ends(assignment)) {
                return;
            }
            answers.count(nanoClock.getAsLong());
        }
        assignment.request().answer.completeExceptionally(problem);
    }

    /**
     * The replica failed. The request goes back to its place to be tried elsewhere, once; then it fails too.
     *
     * @param unreachable whether it looks dead, and should be left alone until it answers a probe
     * @param problem how the request ends if this was its last attempt
     */
    void failed(Assignment assignment, boolean unreachable, ProblemException problem) {
        PendingRequest request = assignment.request();
        boolean again;
        synchronized (this) {
            if (!ends(assignment)) {
                return;
            }
            records.get(assignment.replica().name()).failed++;
            if (unreachable) {
                pool.eject(assignment.replica());
            }
            request.tried.add(assignment.replica().name());
            again = request.attempts() < MAX_ATTEMPTS && request.deadlineNanos - nanoClock.getAsLong() > 0;
            if (again) {
                queue.restore(assignment.entry());
            }
        }
        if (again) {
            wakeOne();
        } else {
            request.answer.completeExceptionally(problem);
        }
    }

    /** Gives the slot back without an answer to measure, unless that was done already: then the end is nobody's business any more. */
    private boolean ends(Assignment assignment) {
        boolean first = open.remove(assignment);
        if (first) {
            pool.release(assignment.replica());
            assignment.request().trace.served(nanoClock.getAsLong() - assignment.sentNanos());
        }
        return first;
    }

    /** Answers those whose deadline has passed while they waited. */
    void expire() {
        List<RequestQueue.Entry<PendingRequest>> expired;
        synchronized (this) {
            expired = queue.expire(nanoClock.getAsLong());
        }
        for (RequestQueue.Entry<PendingRequest> entry : expired) {
            entry.item().answer.completeExceptionally(pastDeadline());
        }
    }

    static ProblemException unreachable() {
        return new ProblemException(503, "no replica can be reached", 1);
    }

    static ProblemException pastDeadline() {
        return new ProblemException(504, "the deadline passed before a replica had answered");
    }

    /**
     * A replica was asked how it is. If it is silent, what it was sent is tried elsewhere.
     *
     * @param weights what it serves; empty if it did not answer
     * @return whether the replicas' weights are now another set than before
     */
    boolean probed(String name, Optional<String> weights) {
        boolean changed;
        List<Assignment> stranded;
        synchronized (this) {
            Replica replica = pool.replicas().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            TreeSet<String> before = weights();
            if (weights.isPresent()) {
                records.get(name).weights = weights.get();
                pool.readmit(replica);
            } else {
                pool.eject(replica);
            }
            changed = !before.equals(weights());
            stranded = weights.isPresent()
                    ? List.of()
                    : open.stream().filter(one -> one.replica() == replica).toList();
        }
        stranded.forEach(assignment -> failed(assignment, true, unreachable()));
        wakeOne();
        return changed;
    }

    /** The names of the weights that replicas in service have; more than one is a mix. */
    synchronized TreeSet<String> weights() {
        return pool.replicas().stream()
                .filter(replica -> !replica.ejected())
                .map(replica -> records.get(replica.name()).weights)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All that there is to see, at one instant. */
    synchronized Stats stats(int workers) {
        long now = nanoClock.getAsLong();
        TreeSet<String> weights = weights();
        List<Stats.ReplicaStats> replicas = pool.replicas().stream()
                .map(replica -> {
                    ReplicaRecord seen = records.get(replica.name());
                    return new Stats.ReplicaStats(
                            replica.name(),
                            replica.ejected() ? "ejected" : seen.weights.isEmpty() ? "unknown" : "ready",
                            replica.inFlight(),
                            seen.answered,
                            seen.failed,
                            Math.round(seen.smoothedServedMillis * 10) / 10.0,
                            seen.weights);
                })
                .toList();
        return new Stats(
                new Stats.QueueStats(queue.size(), queue.capacity()),
                workers,
                new Stats.Rates(arrivals.perSecond(now), answers.perSecond(now), RateWindow.SECONDS),
                List.copyOf(weights),
                weights.size() > 1,
                replicas);
    }
}
