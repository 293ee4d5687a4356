package org.elasticml.core.dispatch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.elasticml.core.balance.Replica;
import org.elasticml.core.balance.ReplicaPool;
import org.elasticml.core.queue.Priority;

/**
 * The dispatcher's decisions. It is told what happens and when, and says what to do. Not thread-safe: its owner holds a
 * lock. Instants are nanoseconds on any one clock that does not go back.
 *
 * <p>Every request that was taken ends exactly once: by {@link #succeeded}, {@link #refused} or a {@link #failed} that
 * returns true, by {@link #expire}, by {@link #shed}, or by {@link #abandon}.
 *
 * @param <T> what the caller knows a request by
 */
public final class Dispatching<T> {
    /** The first, and one more elsewhere. Classifying the same image twice harms nobody. */
    private static final int MAX_ATTEMPTS = 2;

    /** Of a background request, which has time. Not without end: its image may be what its replicas die of. */
    private static final int MAX_BACKGROUND_ATTEMPTS = 10;

    /** Of the SLO; what is expected is a mean, and half of all would come later than just in time. */
    private static final double IN_TIME = 0.8;

    /** Of the SLO. */
    private static final double LEAST_PATIENCE = 0.25;

    /** A request older than so many times what it should take is as good as unanswered. */
    private static final double TOO_OLD = 3;

    /** But never before, since a pause of any JVM takes that long. */
    private static final long LEAST_TOO_OLD_NANOS = 300_000_000L;

    private static final int FAILURES_OF_A_SUSPECT = 3;
    private static final double HEDGED_SHARE = 0.95;

    private final DispatchSettings settings;
    private final ReplicaPool pool;
    private final WaitingRequests<T> queue;
    private final RetryBudget retries = new RetryBudget();
    private final StandingQueue standing = new StandingQueue();
    private final Percentile slow = new Percentile(HEDGED_SHARE);
    private final OpenAssignments<T> open = new OpenAssignments<>();

    public Dispatching(DispatchSettings settings, ReplicaPool pool) {
        this.settings = settings;
        this.pool = pool;
        this.queue = new WaitingRequests<>(settings.capacity(), settings.agingNanos());
    }

    /** How an attempt failed. */
    public enum Failure {
        /** The replica answered that it can't, which may be the request's bad luck. */
        ERROR,
        /** It is full, or would be too late. That is no fault. */
        BUSY,
        /** No connection, or it broke. */
        UNREACHABLE,
        /** The time of the request is over. That is nobody's fault. */
        TOO_LATE
    }

    /** What one is told that was taken, and is refused after all: {@link #shed}. */
    public Refusal overload() {
        double expected = expectedSeconds();
        return Refusal.of(Refusal.Reason.OVERLOAD, expected, expected);
    }

    /**
     * Whether a request with these properties, whose sender waits, would be taken now: asked before its body is read, so
     * that what is refused costs nothing.
     */
    public Optional<Refusal> admission(Priority priority, long startNanos, long deadlineNanos, long nowNanos) {
        // The whole queue's, not the newcomer's own wait, who may overtake all others.
        standing.observe(expectedSeconds(queue.size()) > IN_TIME * settings.sloNanos() / 1e9, nowNanos);
        if (isIdle()) {
            return Optional.empty(); // the replica may know better, and will say so
        }
        double expected = expectedSeconds(queue.ahead(priority, nowNanos, deadlineNanos));
        if (queue.isFull()) {
            return Optional.of(Refusal.of(Refusal.Reason.FULL, expected, expected));
        }
        double overDeadline = (nowNanos - deadlineNanos) / 1e9 + expected;
        if (overDeadline > 0) {
            return Optional.of(Refusal.of(Refusal.Reason.DEADLINE, expected, overDeadline));
        }
        double overSlo = (nowNanos - startNanos - IN_TIME * settings.sloNanos()) / 1e9 + expected;
        if (overSlo > 0 && standing.isStanding(nowNanos)) {
            return Optional.of(Refusal.of(Refusal.Reason.OVERLOAD, expected, overSlo));
        }
        return Optional.empty();
    }

    /** Nobody waits, and a replica has room: a newcomer is sent at once. */
    private boolean isIdle() {
        return queue.size() == 0 && pool.hasFreeSlot();
    }

    /**
     * When the answer of one who came now would come: those ahead leave at the rate at which the replicas answer, then it
     * is served.
     */
    private double expectedSeconds(int ahead) {
        double perSecond = pool.perSecond() * queue.share();
        if (isIdle()) {
            return pool.smoothedSeconds();
        }
        return (perSecond == 0 ? 0 : (ahead + 1) / perSecond) + pool.secondsWhenFull();
    }

    /** Takes the request into the queue, or says why not. A background request is always taken. */
    public Optional<Refusal> submit(Request<T> request, long nowNanos) {
        Optional<Refusal> refusal = request.background()
                ? Optional.empty()
                : admission(request.priority(), request.startNanos(), request.deadlineNanos(), nowNanos);
        if (refusal.isEmpty()) {
            add(request, nowNanos);
        }
        return refusal;
    }

    private void add(Request<T> request, long nowNanos) {
        retries.countRequest(nowNanos);
        queue.add(request, nowNanos, dueNanos(request.startNanos()));
    }

    /**
     * Takes in a request that was admitted before, here or by another dispatcher, and waited since then where all of them
     * take from. In a lasting overload one whose sender waits in vain is refused here, which is {@link #shed} for such.
     */
    public Optional<Refusal> resume(Request<T> request, long nowNanos) {
        if (!request.background() && standing.isStanding(nowNanos) && dueNanos(request.startNanos()) - nowNanos < 0) {
            return Optional.of(overload());
        }
        add(request, nowNanos);
        return Optional.empty();
    }

    /** What waits where all dispatchers take from, as of now. */
    public void elsewhere(Backlog backlog) {
        queue.elsewhere(backlog);
    }

    /** How many of those could be sent at once: free slots for which nothing waits here. */
    public int wanted() {
        return Math.max(0, pool.freeSlots() - queue.here());
    }

    /** Whether background requests are served now: they have time, and wait for a replica that is known to be well. */
    public boolean servesBackground() {
        return pool.isTrusted();
    }

    /** Slots are divided among so many dispatchers, of which this one has that index, from 0 on. */
    public void share(int index, int dispatchers) {
        pool.share(index, dispatchers);
    }

    /**
     * Until when it must be sent to be answered in time, as replicas that are busy answer at present. If they take most of
     * the SLO, it is still worth trying for a while.
     */
    private long dueNanos(long startNanos) {
        double patience = settings.sloNanos() - 1e9 * pool.secondsWhenFull();
        return startNanos + (long) Math.max(LEAST_PATIENCE * settings.sloNanos(), patience);
    }

    /** In a lasting overload, takes out those that wait and can't be in time any more; that ends them. */
    public List<Request<T>> shed(long nowNanos) {
        return standing.isStanding(nowNanos) ? ended(queue.shed(nowNanos)) : List.of();
    }

    /** The next request that can be served now, with a slot of the replica to serve it. */
    public Optional<Assignment<T>> next(long nowNanos) {
        List<Request<T>> blocked = new ArrayList<>();
        Optional<Assignment<T>> assignment = Optional.empty();
        boolean slotsLeft = pool.hasFreeSlot();
        while (assignment.isEmpty() && slotsLeft) {
            Optional<Request<T>> polled = queue.poll(servesBackground(), nowNanos);
            if (polled.isEmpty()) {
                break;
            }
            Request<T> request = polled.get();
            if (request.deadlineNanos() - nowNanos <= 0) {
                blocked.add(request); // its time is over: it is for expire to answer
                continue;
            }
            assignment = pool.acquire(request.tried(), request.key(), nowNanos)
                    .map(replica -> assign(request, replica, nowNanos));
            if (assignment.isEmpty()) {
                blocked.add(request);
                // One that is to go elsewhere waits for that replica's slots, and nobody behind waits with it.
                slotsLeft = !request.tried().isEmpty();
            }
        }
        blocked.forEach(queue::restore);
        if (queue.size() == 0) {
            standing.empty();
        }
        return assignment;
    }

    private Assignment<T> assign(Request<T> request, Replica replica, long nowNanos) {
        Assignment<T> assignment = new Assignment<>(request, replica, nowNanos);
        request.attempts++;
        request.begin(assignment);
        queue.served(request);
        open.add(assignment);
        return assignment;
    }

    /**
     * The replica answered as it should.
     *
     * @return whether that ends the request; not if it has ended before
     */
    public boolean succeeded(Assignment<T> assignment, long nowNanos) {
        if (!open.remove(assignment)) {
            return false;
        }
        double seconds = (nowNanos - assignment.sentNanos()) / 1e9;
        pool.answered(assignment.replica(), seconds, nowNanos);
        slow.add(seconds);
        return end(assignment.request(), assignment);
    }

    /**
     * The replica refused the request for a reason that holds on every replica, which says nothing of what its answers
     * take. Returns as {@link #succeeded} does.
     */
    public boolean refused(Assignment<T> assignment) {
        if (!open.remove(assignment)) {
            return false;
        }
        pool.release(assignment.replica());
        return end(assignment.request(), assignment);
    }

    /** The first end counts; other attempts at it are called off. */
    private boolean end(Request<T> request, Assignment<T> by) {
        boolean first = !request.ended;
        request.ended = true;
        request.end(by);
        for (Assignment<T> other : request.open()) {
            callOff(other);
        }
        return first;
    }

    private void callOff(Assignment<T> assignment) {
        if (open.remove(assignment)) {
            assignment.request().end(assignment);
            pool.release(assignment.replica());
            assignment.cancel();
        }
    }

    /**
     * The attempt failed. The request goes back to its place to be tried elsewhere, once, if there is time and the budget
     * of retries allows it. A background request is tried again more often when its replica could not be reached.
     *
     * @return whether that ends the request; not if it is tried again, has another attempt under way, or has ended before
     */
    public boolean failed(Assignment<T> assignment, Failure failure, long nowNanos) {
        if (!open.remove(assignment)) {
            return false;
        }
        Request<T> request = assignment.request();
        Replica replica = assignment.replica();
        request.end(assignment);
        pool.release(replica);
        blame(replica, failure, nowNanos);
        if (request.ended || !request.open().isEmpty()) {
            return false;
        }
        request.failedOn(replica.name());
        boolean inTime = failure != Failure.TOO_LATE && request.deadlineNanos() - nowNanos > 0;
        if (inTime && mayTryAgain(request, replica, failure, nowNanos)) {
            queue.restore(request);
            return false;
        }
        return end(request, assignment);
    }

    private boolean mayTryAgain(Request<T> request, Replica replica, Failure failure, long nowNanos) {
        if (request.background() && failure == Failure.UNREACHABLE) {
            // The budget is not for these: they wait until a replica is well again.
            return request.attempts < MAX_BACKGROUND_ATTEMPTS;
        }
        return request.attempts < MAX_ATTEMPTS && retries.take(replica.slots(), nowNanos);
    }

    private void blame(Replica replica, Failure failure, long nowNanos) {
        if (failure == Failure.UNREACHABLE) {
            pool.countFailure(replica);
            pool.eject(replica, nowNanos);
        } else if (failure == Failure.ERROR && pool.countFailure(replica) >= FAILURES_OF_A_SUSPECT) {
            pool.ejectSuspect(replica, nowNanos);
        }
    }

    /** Takes out those whose deadline has passed while they waited; that ends them. */
    public List<Request<T>> expire(long nowNanos) {
        return ended(queue.expire(nowNanos));
    }

    private static <T> List<Request<T>> ended(List<Request<T>> requests) {
        requests.forEach(request -> request.ended = true);
        return requests;
    }

    /** Nobody waits for the answer any more. It leaves the queue, and what replicas do for it is called off. */
    public void abandon(Request<T> request) {
        if (!request.ended) {
            request.ended = true;
            queue.remove(request);
            request.open().forEach(this::callOff);
        }
    }

    /**
     * The attempts that have taken three times as long as they should. Their replicas are left alone from now on, if that
     * is allowed; the attempts are to be {@link #failed}.
     */
    public List<Assignment<T>> tooOld(long nowNanos) {
        List<Assignment<T>> old = new ArrayList<>();
        for (Assignment<T> assignment : open) {
            Replica replica = assignment.replica();
            double expected = replica.smoothedSeconds();
            long limit = Math.max(LEAST_TOO_OLD_NANOS, (long) (TOO_OLD * expected * 1e9));
            if (expected > 0
                    && nowNanos - assignment.sentNanos() > limit
                    && (!pool.replicas().contains(replica) || pool.ejectSuspect(replica, nowNanos))) {
                old.add(assignment);
            }
        }
        return old;
    }

    /** With hedging on, second attempts for those that take longer than most; to be sent as those of {@link #next}. */
    public List<Assignment<T>> hedges(long nowNanos) {
        List<Assignment<T>> hedges = new ArrayList<>();
        if (!settings.hedging() || slow.value() == 0) {
            return hedges;
        }
        for (Assignment<T> assignment : open) {
            Request<T> request = assignment.request();
            boolean isSlow = nowNanos - assignment.sentNanos() > slow.value() * 1e9;
            if (isSlow && request.attempts < MAX_ATTEMPTS) {
                Set<String> elsewhere = new HashSet<>(request.tried());
                elsewhere.add(assignment.replica().name());
                pool.acquire(elsewhere, request.key(), nowNanos).ifPresent(replica -> {
                    if (replica != assignment.replica() && retries.take(0, nowNanos)) {
                        hedges.add(assign(request, replica, nowNanos));
                    } else {
                        pool.release(replica);
                    }
                });
            }
        }
        return hedges;
    }

    /**
     * From now on there are these replicas.
     *
     * @param drainingByName whether each is going away
     */
    public void replicas(Map<String, Boolean> drainingByName) {
        pool.set(drainingByName);
    }

    /** The replica answered a probe. What it is sent depends on what it says; see {@link ReplicaPool#reported}. */
    public void alive(Replica replica, double perSecond, double seconds, long nowNanos) {
        pool.reported(replica, perSecond, seconds);
        pool.readmit(replica, nowNanos);
    }

    /** Whether this attempt is still wanted: not one whose request has ended meanwhile. */
    public boolean isOpen(Assignment<T> assignment) {
        return assignment.isOpen;
    }

    /** The replica answered a probe that it is not well. It gets nothing new, and finishes what it has. */
    public void unwell(Replica replica, long nowNanos) {
        pool.eject(replica, nowNanos);
    }

    /** The replica did not answer a probe. Returns the attempts that are stranded there, to be {@link #failed}. */
    public List<Assignment<T>> silent(Replica replica, long nowNanos) {
        pool.eject(replica, nowNanos);
        List<Assignment<T>> stranded = new ArrayList<>();
        for (Assignment<T> assignment : open) {
            if (assignment.replica() == replica) {
                stranded.add(assignment);
            }
        }
        return stranded;
    }

    /** The replicas, as they are now. */
    public List<Replica> replicas() {
        return pool.replicas();
    }

    public Optional<Replica> replica(String name) {
        return pool.named(name);
    }

    /** Requests whose senders wait, and that wait for a slot. */
    public int waiting() {
        return queue.size();
    }

    /** Background requests that wait for a slot. */
    public int waitingInBackground() {
        return queue.background();
    }

    public int capacity() {
        return queue.capacity();
    }

    /** Whether requests that would miss the SLO are refused. */
    public boolean isOverloaded(long nowNanos) {
        return standing.isStanding(nowNanos);
    }

    /** When the answer of one of normal priority and without hurry that came now would come, in seconds. */
    public double expectedSeconds() {
        return expectedSeconds(queue.size());
    }
}
