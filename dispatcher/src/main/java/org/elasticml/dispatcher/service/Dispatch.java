package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.elasticml.core.balance.Replica;
import org.elasticml.core.balance.ReplicaPool;
import org.elasticml.core.dispatch.Assignment;
import org.elasticml.core.dispatch.Backlog;
import org.elasticml.core.dispatch.DispatchSettings;
import org.elasticml.core.dispatch.Dispatching;
import org.elasticml.core.dispatch.Dispatching.Failure;
import org.elasticml.core.dispatch.Refusal;
import org.elasticml.core.dispatch.Request;
import org.elasticml.core.queue.Priority;
import org.elasticml.web.ProblemException;

/**
 * {@link Dispatching} for many threads: {@link Worker}s take assignments from it and say how they ended, senders get
 * their answers. It does no I/O. One lock guards all; it is held for microseconds, and never while somebody is answered.
 */
final class Dispatch {
    private final Dispatching<PendingRequest> dispatching;
    private final Queue<Assignment<PendingRequest>> hedges = new ArrayDeque<>();
    /** The name of each replica's weights, as its last health answer gave it. */
    private final Map<String, String> weights = new HashMap<>();

    private final List<WakeUp> wakeUps = new ArrayList<>();
    private int nextWakeUp;
    private Runnable onFreeSlots = () -> {};
    private final Figures figures;
    private final LongSupplier nanoClock;
    private final LongConsumer waitedNanos;

    /**
     * @param nanoClock its instants are those of the requests' deadlines
     * @param waitedNanos hears how long each request waited before it was sent to a replica
     */
    Dispatch(DispatchSettings settings, ReplicaPool pool, LongSupplier nanoClock, LongConsumer waitedNanos) {
        this.dispatching = new Dispatching<>(settings, pool);
        this.nanoClock = nanoClock;
        this.waitedNanos = waitedNanos;
        this.figures = new Figures(pool, nanoClock.getAsLong());
    }

    /**
     * Registers a worker.
     *
     * @param home the thread that it runs on
     */
    synchronized void onWork(Thread home, Runnable wakeUp) {
        wakeUps.add(new WakeUp(home, wakeUp));
    }

    private record WakeUp(Thread home, Runnable run) {}

    /**
     * Told whenever a worker finds nothing to do here while replicas have free slots.
     *
     * @param task runs on the worker's thread
     */
    synchronized void onFreeSlots(Runnable task) {
        onFreeSlots = task;
    }

    synchronized void countArrival() {
        figures.arrival(nanoClock.getAsLong());
    }

    /**
     * Asked before a body is read.
     *
     * @throws ProblemException 503, if it would be refused now
     */
    void requireAdmission(Priority priority, long startNanos, long deadlineNanos) {
        Optional<Refusal> refusal;
        synchronized (this) {
            refusal = dispatching.admission(priority, startNanos, deadlineNanos, nanoClock.getAsLong());
        }
        refusal.ifPresent(Dispatch::refuse);
    }

    private static void refuse(Refusal refusal) {
        throw problem(refusal);
    }

    private static ProblemException problem(Refusal refusal) {
        return new ProblemException(503, refusal.text(), refusal.retryAfterSeconds());
    }

    /**
     * Takes the request into the queue.
     *
     * @return the replica's answer; or a {@link ProblemException} that says why there is none. Cancelled, it is abandoned.
     * @throws ProblemException 503, if it is refused
     */
    CompletionStage<ObjectNode> submit(PendingRequest pending, Priority priority) {
        Request<PendingRequest> request = request(pending, priority);
        Optional<Refusal> refusal;
        synchronized (this) {
            refusal = dispatching.submit(request, nanoClock.getAsLong());
        }
        refusal.ifPresent(Dispatch::refuse);
        follow(request);
        return pending.answer;
    }

    /**
     * Takes in a request that was admitted before, here or by another dispatcher. It ends as one that was submitted, or is
     * refused at once if it waits in vain.
     */
    void resume(PendingRequest pending, Priority priority) {
        Request<PendingRequest> request = request(pending, priority);
        Optional<Refusal> refusal;
        synchronized (this) {
            refusal = dispatching.resume(request, nanoClock.getAsLong());
        }
        if (refusal.isPresent()) {
            pending.answer.completeExceptionally(problem(refusal.get()));
        } else {
            follow(request);
        }
    }

    private static Request<PendingRequest> request(PendingRequest pending, Priority priority) {
        return new Request<>(
                pending, priority, pending.startNanos, pending.deadlineNanos, pending.key, pending.background);
    }

    private void follow(Request<PendingRequest> request) {
        PendingRequest pending = request.item();
        pending.answer.whenComplete((answer, failure) -> {
            if (pending.answer.isCancelled() || pending.endedElsewhere) {
                abandon(request);
            }
        });
        wakeOne();
    }

    private void abandon(Request<PendingRequest> request) {
        synchronized (this) {
            dispatching.abandon(request);
        }
        wakeOne(); // its slot may be free
    }

    /** Wakes the worker of this very thread, for which nothing has to cross threads; if there is none, each in turn. */
    private void wakeOne() {
        WakeUp wakeUp;
        synchronized (this) {
            if (wakeUps.isEmpty()) {
                return;
            }
            Thread here = Thread.currentThread();
            wakeUp = wakeUps.stream()
                    .filter(worker -> worker.home() == here)
                    .findFirst()
                    .orElseGet(() -> wakeUps.get(Math.floorMod(nextWakeUp++, wakeUps.size())));
        }
        wakeUp.run().run();
    }

    /** The next request that can be served now, with a slot of the replica to serve it. */
    Optional<Assignment<PendingRequest>> next() {
        Optional<Assignment<PendingRequest>> next;
        boolean wanted;
        synchronized (this) {
            next = nextHere();
            wanted = next.isEmpty() && dispatching.wanted() > 0;
        }
        if (wanted) {
            onFreeSlots.run();
        }
        return next;
    }

    private Optional<Assignment<PendingRequest>> nextHere() {
        Optional<Assignment<PendingRequest>> next = Optional.empty();
        while (next.isEmpty() && !hedges.isEmpty()) {
            next = Optional.of(hedges.remove()).filter(dispatching::isOpen);
        }
        if (next.isEmpty()) {
            next = dispatching.next(nanoClock.getAsLong());
        }
        next.ifPresent(this::sent);
        return next;
    }

    private void sent(Assignment<PendingRequest> assignment) {
        Request<PendingRequest> request = assignment.request();
        long waited = assignment.sentNanos() - request.startNanos();
        request.item().trace.sent(assignment.replica().name(), request.attempts(), waited);
        if (request.attempts() == 1) {
            waitedNanos.accept(waited);
        }
    }

    /** How many more requests could be sent at once. */
    synchronized int wanted() {
        return dispatching.wanted();
    }

    /** Whether background requests would be sent as well; not while no replica is known to be well. */
    synchronized boolean servesBackground() {
        return dispatching.servesBackground();
    }

    /**
     * What there is to know of the other dispatchers.
     *
     * @param backlog waits where all of them take from
     * @param index which of them this is, from 0 on
     */
    synchronized void others(Backlog backlog, int index, int dispatchers) {
        dispatching.elsewhere(backlog);
        dispatching.share(index, dispatchers);
    }

    /** The replica answered as it should. */
    void succeeded(Assignment<PendingRequest> assignment, ObjectNode answer) {
        long now = nanoClock.getAsLong();
        synchronized (this) {
            if (!dispatching.succeeded(assignment, now)) {
                return;
            }
            assignment.request().item().trace.served(now - assignment.sentNanos());
            figures.answer(now);
            answer.put("queue_size", dispatching.waiting());
        }
        answer.put("replica", assignment.replica().name());
        answer.put(
                "waited_ms",
                millis(assignment.sentNanos() - assignment.request().startNanos()));
        answer.put("served_ms", millis(now - assignment.sentNanos()));
        assignment.request().item().answer.complete(answer);
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }

    /** The replica refused the request for a reason that holds on every replica: it is not an image. */
    void refused(Assignment<PendingRequest> assignment, ProblemException problem) {
        long now = nanoClock.getAsLong();
        synchronized (this) {
            if (!dispatching.refused(assignment)) {
                return;
            }
            assignment.request().item().trace.served(now - assignment.sentNanos());
            figures.answer(now);
        }
        assignment.request().item().answer.completeExceptionally(problem);
    }

    /**
     * The attempt failed. The request is tried elsewhere if that is allowed.
     *
     * @param problem how the request ends if it is not
     */
    void failed(Assignment<PendingRequest> assignment, Failure failure, ProblemException problem) {
        boolean ended;
        synchronized (this) {
            ended = dispatching.failed(assignment, failure, nanoClock.getAsLong());
        }
        if (ended) {
            assignment.request().item().answer.completeExceptionally(problem);
        } else {
            wakeOne();
        }
    }

    /** What time brings: deadlines that pass, replicas that take too long, second attempts. To be called often. */
    void tick() {
        List<Request<PendingRequest>> expired;
        List<Request<PendingRequest>> shed;
        Refusal overload;
        List<Assignment<PendingRequest>> tooOld;
        boolean hedged;
        synchronized (this) {
            long now = nanoClock.getAsLong();
            expired = dispatching.expire(now);
            shed = dispatching.shed(now);
            overload = dispatching.overload();
            tooOld = dispatching.tooOld(now);
            hedged = hedges.addAll(dispatching.hedges(now));
        }
        expired.forEach(request -> request.item().answer.completeExceptionally(pastDeadline()));
        shed.forEach(request -> request.item().answer.completeExceptionally(problem(overload)));
        tooOld.forEach(this::strand);
        if (hedged) {
            wakeOne();
        }
    }

    private void strand(Assignment<PendingRequest> assignment) {
        failed(assignment, Failure.UNREACHABLE, unreachable());
        assignment.cancel();
    }

    static ProblemException unreachable() {
        return new ProblemException(503, "no replica can be reached", 1);
    }

    static ProblemException pastDeadline() {
        return new ProblemException(504, "the deadline passed before a replica had answered");
    }

    /**
     * From now on there are these replicas.
     *
     * @param drainingByName whether each is going away
     */
    void replicas(Map<String, Boolean> drainingByName) {
        synchronized (this) {
            dispatching.replicas(drainingByName);
            weights.keySet().retainAll(drainingByName.keySet());
        }
        wakeOne();
    }

    /**
     * A replica was asked how it is. If it is silent, what it was sent is tried elsewhere.
     *
     * @param report what it says; empty if it did not answer
     * @return whether the replicas' weights are now another set than before
     */
    boolean probed(String name, Optional<ReplicaReport> report) {
        boolean changed;
        List<Assignment<PendingRequest>> stranded = List.of();
        synchronized (this) {
            Optional<Replica> replica = dispatching.replica(name);
            if (replica.isEmpty()) {
                return false; // it has gone meanwhile
            }
            TreeSet<String> before = weights();
            if (report.isPresent()) {
                weights.put(name, report.get().weights());
                dispatching.alive(
                        replica.get(),
                        report.get().imagesPerSecond(),
                        report.get().serviceSeconds(),
                        nanoClock.getAsLong());
            } else {
                stranded = dispatching.silent(replica.get(), nanoClock.getAsLong());
            }
            changed = !before.equals(weights());
        }
        stranded.forEach(this::strand);
        wakeOne();
        return changed;
    }

    /** A replica said that it is not well. */
    synchronized void unwell(String name) {
        dispatching.replica(name).ifPresent(replica -> dispatching.unwell(replica, nanoClock.getAsLong()));
    }

    /** The names of the weights that replicas in service have; more than one is a mix. */
    synchronized TreeSet<String> weights() {
        return dispatching.replicas().stream()
                .filter(replica -> !replica.ejected())
                .map(replica -> weights.getOrDefault(replica.name(), ""))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    synchronized int waiting() {
        return dispatching.waiting();
    }

    /** All that there is to see, at one instant. */
    synchronized Stats stats(int workers) {
        return figures.stats(workers, dispatching, weights(), weights, nanoClock.getAsLong());
    }
}
