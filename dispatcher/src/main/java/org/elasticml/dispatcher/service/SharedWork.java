package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.elasticml.dispatcher.redis.QueuedRequest;
import org.elasticml.dispatcher.redis.RedisQueue;
import org.elasticml.dispatcher.redis.Taken;
import org.elasticml.web.Outcome;
import org.elasticml.web.ProblemException;

/**
 * What this dispatcher takes from the shared queue: no more than its replicas have free slots for. It is served through
 * {@link Dispatch} as if it had come in here, and how it ended is written down for whoever asks.
 */
final class SharedWork {
    /** When so many dispatchers took it and none ended it, it is more likely its fault than theirs. */
    private static final int MAX_DELIVERIES = 5;
    /** For how long an answer that somebody waits for at another dispatcher can be fetched. */
    private static final long FETCH_MILLIS = 10_000;

    /** Of the heap, what images of other dispatchers' requests may take. */
    private static final int ROOM_SHARE = 16;

    private final RedisQueue queue;
    private final String dispatcherId;
    private final Dispatch dispatch;
    private final DispatcherMetrics metrics;
    private final ResultJson json;
    private final long resultMillis;
    private final Function<String, Attended> attended;
    private final Borrowing borrowing;
    private final Taking<Taken> taking;
    private final ImageRoom room = new ImageRoom(Runtime.getRuntime().maxMemory() / ROOM_SHARE);
    /** Others' requests that are served here, by id. */
    private final Map<String, PendingRequest> serving = new ConcurrentHashMap<>();
    /** Taken, and on their way into {@link Dispatch}. */
    private final AtomicInteger beingFetched = new AtomicInteger();

    /**
     * @param resultMillis how long the result of a background request can be read
     * @param attended the request of that id whose sender waits here, or null
     */
    SharedWork(
            RedisQueue queue,
            String dispatcherId,
            Dispatch dispatch,
            DispatcherMetrics metrics,
            ResultJson json,
            long resultMillis,
            Function<String, Attended> attended) {
        this.queue = queue;
        this.dispatcherId = dispatcherId;
        this.dispatch = dispatch;
        this.metrics = metrics;
        this.json = json;
        this.resultMillis = resultMillis;
        this.attended = attended;
        this.borrowing = new Borrowing(queue);
        this.taking = new Taking<>(this::wanted, this::take, this::taken);
    }

    void start() {
        dispatch.onFreeSlots(taking::takeWhatIsWanted);
    }

    /** There may be something in the queue. */
    void mayBeThere() {
        taking.mayBeThere();
    }

    /** The image of a waiting request was lent. */
    void lent(String id) {
        borrowing.lent(id);
    }

    /** A request has ended, here or elsewhere: nobody needs what is still done for it. */
    void ended(String id) {
        borrowing.ended(id);
        PendingRequest request = serving.get(id);
        if (request != null) {
            request.answer.cancel(false);
        }
    }

    /** What time brings. To be called often. */
    void tick() {
        borrowing.tick();
    }

    /** Those whose time is over are answered though there is no slot for them. To be called now and again. */
    void takeOverdue() {
        if (wanted() == 0) {
            queue.take(0, true).onSuccess(overdue -> overdue.forEach(this::taken));
        }
    }

    private int wanted() {
        return room.isShort() ? 0 : Math.max(0, dispatch.wanted() - beingFetched.get());
    }

    private Future<List<Taken>> take(int atMost) {
        return queue.take(atMost, dispatch.servesBackground());
    }

    private void taken(Taken taken) {
        QueuedRequest asked = taken.request();
        Attended mine = attended.apply(asked.id());
        if (mine != null) {
            mine.serveHere(taken.place());
            dispatch.resume(mine.request, asked.priority());
        } else if (!asked.background() && asked.origin().equals(dispatcherId)) {
            queue.remove(taken.place()); // its sender has gone
        } else if (asked.leftMillis() <= 0) {
            end(taken, null, Dispatch.pastDeadline());
        } else if (taken.deliveries() > MAX_DELIVERIES) {
            end(
                    taken,
                    null,
                    new ProblemException(502, "several dispatchers tried to serve it, and none came to an end"));
        } else {
            fetch(taken);
        }
    }

    private void fetch(Taken taken) {
        if (!room.take(taken.imageBytes())) {
            queue.release(List.of(taken.place()));
            return;
        }
        beingFetched.incrementAndGet();
        long now = System.nanoTime();
        image(taken, now).onComplete(image -> {
            if (image.succeeded() && image.result().isPresent()) {
                serve(taken, image.result().get(), now);
            } else {
                miss(taken, image.cause());
            }
            beingFetched.decrementAndGet();
            taking.takeWhatIsWanted(); // if it took no slot
        });
    }

    private Future<Optional<Buffer>> image(Taken taken, long now) {
        QueuedRequest asked = taken.request();
        return asked.background()
                ? queue.image(asked.id()).map(Optional::ofNullable)
                : borrowing.image(taken.place(), now + TimeUnit.MILLISECONDS.toNanos(asked.leftMillis()));
    }

    /** @param failure null if there is no image */
    private void miss(Taken taken, Throwable failure) {
        if (failure instanceof ProblemException) {
            end(taken, null, failure);
        } else if (failure != null) {
            queue.release(List.of(taken.place()));
        } else if (taken.request().background()) {
            end(taken, null, new ProblemException(500, "Redis has lost the image"));
        } else {
            queue.remove(taken.place()); // nobody waits for it any more
        }
        free(taken);
    }

    private void free(Taken taken) {
        room.free(taken.imageBytes());
        taking.mayBeThere(); // it may be what there was no room for
    }

    /** @param now when it was taken */
    private void serve(Taken taken, Buffer image, long now) {
        QueuedRequest asked = taken.request();
        PendingRequest request = new PendingRequest(
                new RequestTrace(asked.requestId()),
                image,
                asked.query(),
                asked.routingKey(),
                now - TimeUnit.MILLISECONDS.toNanos(asked.ageMillis()),
                now + TimeUnit.MILLISECONDS.toNanos(asked.leftMillis()),
                asked.background());
        serving.put(asked.id(), request);
        request.answer.whenComplete((answer, failure) -> {
            serving.remove(asked.id());
            if (request.answer.isCancelled()) {
                queue.remove(taken.place()); // it has ended elsewhere; this only forgets it
            } else {
                end(taken, answer, failure);
            }
            free(taken);
        });
        dispatch.resume(request, asked.priority());
    }

    private void end(Taken taken, ObjectNode answer, Throwable failure) {
        boolean background = taken.request().background();
        Buffer result = json.write(taken.request().id(), answer, failure);
        queue.finish(taken.place(), Optional.of(result), background ? resultMillis : FETCH_MILLIS)
                .onSuccess(first -> {
                    if (first && background) {
                        metrics.endInBackground(Outcome.of(failure, false));
                    }
                });
    }
}
