package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.elasticml.core.dispatch.Backlog;
import org.elasticml.core.queue.Priority;
import org.elasticml.dispatcher.redis.Added;
import org.elasticml.dispatcher.redis.Place;
import org.elasticml.dispatcher.redis.QueueState;
import org.elasticml.dispatcher.redis.QueuedRequest;
import org.elasticml.dispatcher.redis.RedisOutOfMemory;
import org.elasticml.dispatcher.redis.RedisQueue;
import org.elasticml.dispatcher.redis.RedisSettings;
import org.elasticml.dispatcher.redis.StoredResult;
import org.elasticml.web.Bodies;
import org.elasticml.web.ProblemException;
import org.elasticml.web.TimeLimit;

/**
 * The queue in Redis. All requests wait there, those too whose senders hold a connection to this dispatcher, until a
 * dispatcher takes them ({@link SharedWork}); what it could not end because it died, another takes. An accepted background
 * request is Redis' from then on: no dispatcher holds anything of it but the one that serves it. The image of a waiting one
 * stays here, and is lent through Redis only to another dispatcher that took it.
 */
final class SharedIntake implements Intake, RedisQueue.Listener {
    private static final long OVERDUE_EVERY_NANOS = 500_000_000;
    private static final int TOLD_AGAIN_SECONDS = 1;

    private final Dispatch dispatch;
    private final ResultJson json;
    private final RedisSettings settings;
    private final RedisQueue queue;
    private final SharedWork work;
    private final ResultWaiters waiters = new ResultWaiters();
    /** Those whose senders wait here, by id, until they are answered. */
    private final Map<String, Attended> attended = new ConcurrentHashMap<>();

    private volatile ResultIds ids;
    private long lookedForOverdueNanos = System.nanoTime();

    /** @param resultTtl how long the result of a background request can be read */
    SharedIntake(
            Vertx vertx,
            Dispatch dispatch,
            DispatcherMetrics metrics,
            ResultJson json,
            RedisSettings settings,
            Duration resultTtl) {
        this.dispatch = dispatch;
        this.json = json;
        this.settings = settings;
        this.queue = new RedisQueue(vertx, settings, this);
        this.work = new SharedWork(
                queue, settings.dispatcherId(), dispatch, metrics, json, resultTtl.toMillis(), attended::get);
    }

    @Override
    public void start() {
        work.start();
        queue.start();
    }

    @Override
    public void requireRoom(boolean background) {
        if (ids == null || !queue.isConnected()) {
            throw away();
        }
        if (background && queue.state().backgroundUnanswered() >= settings.backgroundCapacity()) {
            throw Intake.tooManyUnanswered();
        }
    }

    private static ProblemException away() {
        return new ProblemException(503, "the queue, which is in Redis, can't be reached", TOLD_AGAIN_SECONDS);
    }

    @Override
    public CompletionStage<ObjectNode> ask(PendingRequest request, Priority priority) {
        dispatch.requireAdmission(priority, request.startNanos, request.deadlineNanos);
        String id = newId();
        Attended mine = new Attended(request, queue::remove);
        attended.put(id, mine);
        request.answer.whenComplete((answer, failure) -> {
            attended.remove(id);
            mine.ended();
        });
        add(id, request, priority).onComplete(added -> {
            if (added.failed()) {
                request.answer.completeExceptionally(problem(added.cause()));
            } else if (added.result() instanceof Added.Accepted accepted) {
                mine.placed(accepted.place());
                work.mayBeThere();
            } else {
                request.answer.completeExceptionally(
                        new ProblemException(503, "the queue is full", TOLD_AGAIN_SECONDS));
            }
        });
        return request.answer;
    }

    @Override
    public Uni<String> accept(PendingRequest request, Priority priority, Bodies.Hold body) {
        String id = newId();
        return Uni.createFrom().emitter(emitter -> {
            AtomicBoolean gone = new AtomicBoolean();
            emitter.onTermination(() -> gone.set(true));
            add(id, request, priority).onComplete(added -> {
                if (added.failed()) {
                    emitter.fail(problem(added.cause()));
                } else if (added.result() instanceof Added.Accepted accepted) {
                    if (gone.get()) { // its sender hung up before it knew the id: it was never accepted
                        queue.remove(accepted.place());
                        return;
                    }
                    emitter.complete(id);
                    work.mayBeThere();
                } else {
                    emitter.fail(Intake.tooManyUnanswered());
                }
            });
        });
    }

    private String newId() {
        ResultIds known = ids;
        if (known == null) {
            throw away();
        }
        return known.next();
    }

    private Future<Added> add(String id, PendingRequest request, Priority priority) {
        long now = System.nanoTime();
        return queue.add(
                new QueuedRequest(
                        id,
                        priority,
                        request.background,
                        request.trace.id(),
                        request.query,
                        request.key,
                        TimeUnit.NANOSECONDS.toMillis(now - request.startNanos),
                        TimeUnit.NANOSECONDS.toMillis(request.deadlineNanos - now),
                        settings.dispatcherId()),
                request.image);
    }

    /** What the sender is told when Redis could not do it. */
    private static ProblemException problem(Throwable failure) {
        return failure instanceof RedisOutOfMemory
                ? new ProblemException(503, "the queue is full: " + failure.getMessage(), TOLD_AGAIN_SECONDS)
                : away();
    }

    @Override
    public Uni<ResultState> result(String id, Duration wait) {
        ResultIds known = ids;
        if (known == null) {
            throw away();
        }
        if (!known.isOurs(id)) {
            return Uni.createFrom().item(ResultState.Absent.UNKNOWN);
        }
        if (wait.isZero()) {
            return Uni.createFrom()
                    .completionStage(() -> state(id).toCompletionStage())
                    .onFailure()
                    .transform(SharedIntake::problem);
        }
        return TimeLimit.orElse(wait, awaited(id), ResultState.Absent.PENDING);
    }

    private Uni<ResultState> awaited(String id) {
        return Uni.createFrom().emitter(emitter -> {
            Consumer<ResultState> waiter = emitter::complete;
            emitter.onTermination(() -> waiters.leave(id, waiter));
            waiters.add(id, waiter); // before it is asked for, so that it can't come in between
            state(id).onFailure(failure -> emitter.fail(problem(failure))).onSuccess(state -> {
                if (state != ResultState.Absent.PENDING) {
                    emitter.complete(state);
                }
            });
        });
    }

    private Future<ResultState> state(String id) {
        return queue.result(id).map(SharedIntake::state);
    }

    private static ResultState state(StoredResult stored) {
        if (stored instanceof StoredResult.Answered answered) {
            return new ResultState.Answered(answered.result());
        }
        return stored == StoredResult.Missing.PENDING ? ResultState.Absent.PENDING : ResultState.Absent.EXPIRED;
    }

    @Override
    public int dispatchers() {
        return Math.max(1, queue.state().dispatchers().size());
    }

    @Override
    public int resultWaiters() {
        return waiters.size();
    }

    @Override
    public void arrived() {
        work.mayBeThere();
    }

    @Override
    public void done(String id) {
        work.ended(id);
        Attended mine = attended.get(id);
        if (mine != null) {
            state(id).onSuccess(state -> end(mine, state));
        } else if (waiters.hasAny(id)) {
            state(id).onSuccess(state -> {
                if (state != ResultState.Absent.PENDING) {
                    waiters.tell(id, state);
                }
            });
        }
    }

    /** What came of it elsewhere. Nothing, if it was removed because this dispatcher was not heard of for too long. */
    private void end(Attended mine, ResultState state) {
        if (state instanceof ResultState.Answered answered) {
            mine.request.endedElsewhere = true;
            json.end(answered.json(), mine.request.answer);
        } else if (state == ResultState.Absent.EXPIRED && !mine.isServedHere()) {
            mine.request.answer.completeExceptionally(
                    new ProblemException(503, "Redis has lost the request", TOLD_AGAIN_SECONDS));
        }
    }

    @Override
    public void wanted(Place place) {
        Attended mine = attended.get(place.id());
        if (mine != null && mine.beginLending()) {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(mine.request.deadlineNanos - System.nanoTime());
            queue.lend(place, mine.request.image, Math.max(1, leftMillis)).onComplete(lent -> mine.endLending());
        }
    }

    @Override
    public void lent(String id) {
        work.lent(id);
    }

    @Override
    public void connected() {
        ids = new ResultIds(queue.secret().orElseThrow(), InstantSource.system(), new SecureRandom());
        work.mayBeThere();
        // Nobody told us what was done meanwhile.
        waiters.ids().forEach(this::done);
        attended.values().forEach(mine -> {
            if (!mine.isServedHere()) {
                mine.place().ifPresent(place -> queue.result(place).onSuccess(stored -> end(mine, state(stored))));
            }
        });
    }

    @Override
    public void lost() {
        // Who comes now is refused by requireRoom; what is served goes on, and is written down when Redis is back.
    }

    @Override
    public void tick() {
        work.tick();
        long now = System.nanoTime();
        attended.values().forEach(mine -> {
            if (!mine.isServedHere() && now - mine.request.deadlineNanos >= 0) {
                mine.request.answer.completeExceptionally(Dispatch.pastDeadline());
            }
        });
        if (now - lookedForOverdueNanos >= OVERDUE_EVERY_NANOS && queue.state().hasWork()) {
            lookedForOverdueNanos = now;
            work.takeOverdue();
        }
    }

    /** At once, so that whoever comes next is refused on the headers if the queue is long by now. */
    @Override
    public void seen(QueueState state) {
        int dispatchers = dispatchers();
        dispatch.others(backlog(state, dispatchers), Math.max(0, state.index()), dispatchers);
    }

    private static Backlog backlog(QueueState state, int dispatchers) {
        return new Backlog(
                part(state.waiting().get(Priority.HIGH), dispatchers),
                part(state.waiting().get(Priority.NORMAL), dispatchers),
                part(state.waiting().get(Priority.LOW), dispatchers),
                part(
                        state.background().values().stream()
                                .mapToLong(count -> count)
                                .sum(),
                        dispatchers));
    }

    private static int part(long count, int dispatchers) {
        return (int) ((count + dispatchers - 1) / dispatchers);
    }

    @Override
    public void close() {
        queue.close();
    }
}
