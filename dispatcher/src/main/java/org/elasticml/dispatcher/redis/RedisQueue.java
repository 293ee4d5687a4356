package org.elasticml.dispatcher.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The queue that several dispatchers share, in Redis Streams; what Redis does in one step is in {@code redis/*.lua}.
 * A request stays there until it is finished or removed, by whoever does that first. What a dispatcher took that is not
 * heard of for two seconds is taken by another. May be called from any thread; futures complete, and the listener is
 * called, on one event loop, which must not be blocked.
 */
public final class RedisQueue implements AutoCloseable {
    /** Told of what happens. */
    public interface Listener {
        /** There may be something to take: another dispatcher has added a request, or it was there when we looked, twice a second. */
        void arrived();

        /** A request ended; ours too. */
        void done(String id);

        /** Another dispatcher has taken a waiting request, and lacks its image: who has that {@linkplain #lend lends} it. */
        void wanted(Place place);

        /** The image of that request was lent: who {@linkplain #borrow asked} for it asks again. */
        void lent(String id);

        /** Redis can be used; {@link #state} is current. */
        void connected();

        /** A reply showed this. */
        void seen(QueueState state);

        /** It can't any more. */
        void lost();
    }

    private static final long BEAT_MILLIS = 500;
    /**
     * When Redis was away for all, they come back one after the other: until the last one may be there nobody is taken
     * to be gone.
     */
    private static final long COMING_BACK_NANOS = TimeUnit.MILLISECONDS.toNanos(Backoff.MOST_MILLIS + 1000);

    private static final long CLOSE_SECONDS = 2;
    /** After its deadline: an image is deleted when its request ends, this is for what a long outage keeps from ending. */
    private static final long IMAGE_GRACE_MILLIS = TimeUnit.DAYS.toMillis(1);

    private static final int SECRET_BYTES = 32;
    private static final int EVERY = 10;

    private final Vertx vertx;
    private final Context loop;
    private final RedisSettings settings;
    private final Listener listener;
    private final Connector connector;

    /** Those below belong to the event loop. */
    private final Set<String> held = new HashSet<>();

    private final Set<Ending> endings = new LinkedHashSet<>();
    private int untilBackground = EVERY - 1;
    private boolean cameBack;
    private long judgeFromNanos;
    private long timer = -1;

    private volatile QueueState state = QueueState.UNSEEN;
    private volatile Optional<byte[]> secret = Optional.empty();

    public RedisQueue(Vertx vertx, RedisSettings settings, Listener listener) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.settings = settings;
        this.listener = listener;
        this.connector = new Connector(
                vertx, settings.address(), this::heard, this::introduce, listener::connected, listener::lost);
    }

    /** Connects, and goes on trying. */
    public void start() {
        loop.runOnContext(now -> {
            timer = vertx.setPeriodic(BEAT_MILLIS, id -> connector.with(this::beat));
            connector.connect();
        });
    }

    /** Whether Redis can be used. */
    public boolean isConnected() {
        return connector.isUp();
    }

    private void see(QueueState now) {
        state = now;
        listener.seen(now);
    }

    /** The queue as the last reply showed it. */
    public QueueState state() {
        return state;
    }

    /** A key that all who use this Redis share, to sign ids with; none until we were connected once. */
    public Optional<byte[]> secret() {
        return secret.map(byte[]::clone);
    }

    /**
     * Adds a request, unless there are too many. {@code origin} is ours, whatever the request says. Fails with
     * {@link RedisOutOfMemory}, or with {@link RedisAway}; then it may have been added all the same.
     *
     * @param image is kept in Redis with a background request only. That of a waiting one is lent to whoever takes it: if
     *     we die, nobody waits for it any more
     */
    public Future<Added> add(QueuedRequest request, Buffer image) {
        int stream = Place.stream(request.background(), request.priority());
        List<Object> arguments = new ArrayList<>(Arrays.asList(
                stream,
                request.background() ? settings.backgroundCapacity() : settings.capacity(),
                request.ageMillis(),
                request.leftMillis(),
                IMAGE_GRACE_MILLIS,
                Keys.ARRIVED,
                request.background() ? image : Buffer.buffer(),
                settings.dispatcherId()));
        arguments.addAll(Replies.kept(request, image));
        List<String> keys = Keys.shared(Keys.image(request.id()));
        return call(link -> (request.background()
                        ? link.upload(Script.ADD, keys, arguments.toArray())
                        : link.run(Script.ADD, keys, arguments.toArray()))
                .map(reply -> {
                    see(state.withCounts(Replies.longs(reply.get(1))));
                    String entry = reply.get(0).toString();
                    return entry.isEmpty()
                            ? new Added.Full()
                            : new Added.Accepted(Place.of(stream, entry, request.id()));
                }));
    }

    /**
     * Takes what is to be served next: what others left, then waiting requests by priority and age, then, or every tenth
     * time, background ones. Requests whose deadline is over are among them. Fails with {@link RedisAway}; what was taken
     * then comes back.
     *
     * @param atMost 0: up to ten requests whose deadline is over
     * @param withBackground whether background requests may be among them
     */
    public Future<List<Taken>> take(int atMost, boolean withBackground) {
        return call(link -> link.run(
                        Script.TAKE,
                        Keys.shared(),
                        atMost,
                        settings.dispatcherId(),
                        settings.agingMillis(),
                        untilBackground,
                        withBackground ? 1 : 0)
                .map(this::taken));
    }

    private List<Taken> taken(Response reply) {
        untilBackground = reply.get(0).toInteger();
        see(state.withCounts(Replies.longs(reply.get(1))));
        List<Taken> taken = new ArrayList<>();
        for (Response one : reply.get(2)) {
            Taken request = Replies.taken(one);
            // Others took us to be gone, and now we took it again: who asks works on it already.
            if (held.add(name(request.place()))) {
                taken.add(request);
            }
        }
        return taken;
    }

    /** A background request's image, or null if there is none any more. Fails with {@link RedisAway}. */
    public Future<Buffer> image(String id) {
        return call(link -> link.get(Keys.image(id)));
    }

    /**
     * Asks for the image of a waiting request that was taken. If it was only asked for, {@link Listener#lent} may be heard, or
     * the question may get lost. Fails with {@link RedisAway}.
     */
    public Future<Borrowed> borrow(Place place) {
        return call(link -> link.run(
                        Script.BORROW,
                        List.of(Keys.stream(place), Keys.image(place.id()), Keys.DISPATCHERS),
                        place.entry(),
                        Keys.WANTED,
                        place.text(),
                        mayJudge() ? 1 : 0)
                .map(Replies::borrowed));
    }

    /**
     * Lends the image of a waiting request, unless that has ended. Fails with {@link RedisOutOfMemory} or {@link RedisAway}.
     *
     * @param keepMillis for how long at most, from 1
     */
    public Future<Void> lend(Place place, Buffer image, long keepMillis) {
        return call(link -> link.upload(
                        Script.LEND,
                        List.of(Keys.stream(place), Keys.image(place.id())),
                        place.entry(),
                        place.id(),
                        Keys.LENT,
                        keepMillis,
                        image)
                .mapEmpty());
    }

    /**
     * Ends a request that was taken. Goes on trying while Redis is away.
     *
     * @param result what {@link #result} will give
     * @param keepMillis for how long
     * @return whether it was this that ended it. False if another was faster; and, without a result, if Redis did it but
     *     was lost before it said so. Fails with {@link RedisAway} when the queue is closed
     */
    public Future<Boolean> finish(Place place, Optional<Buffer> result, long keepMillis) {
        return end(new Ending(place, false, result, keepMillis));
    }

    /** Ends a request without a result, whether it was taken or not. Else as {@link #finish}. */
    public Future<Boolean> remove(Place place) {
        return end(new Ending(place, true, Optional.empty(), 0));
    }

    private Future<Boolean> end(Ending ending) {
        loop.runOnContext(now -> {
            endings.add(ending);
            connector.with(link -> send(link, ending));
        });
        return ending.said().future();
    }

    private Future<Response> send(Link link, Ending ending) {
        return ending.send(link).onSuccess(reply -> {
            endings.remove(ending);
            held.remove(name(ending.place()));
            ending.said().tryComplete(reply.toInteger() == 1);
        });
    }

    /** What is known of a background request, or of a waiting one that has ended. Fails with {@link RedisAway}. */
    public Future<StoredResult> result(String id) {
        return result(id, link -> link.exists(Keys.image(id)));
    }

    /** What is known of a request that was added. Fails with {@link RedisAway}. */
    public Future<StoredResult> result(Place place) {
        return result(place.id(), link -> link.hasEntry(place));
    }

    private Future<StoredResult> result(String id, Function<Link, Future<Boolean>> isThere) {
        // In this order: one that ends in between has its result.
        return call(link -> {
            Future<Boolean> pending = isThere.apply(link);
            Future<Buffer> result = link.get(Keys.result(id));
            return Future.all(pending, result).map(both -> {
                if (result.result() != null) {
                    return new StoredResult.Answered(result.result());
                }
                return pending.result() ? StoredResult.Missing.PENDING : StoredResult.Missing.ABSENT;
            });
        });
    }

    /** Gives requests back that were taken; they go first. Fails with {@link RedisAway}; then they are as soon as it is back. */
    public Future<Void> release(Collection<Place> places) {
        Promise<Void> promise = Promise.promise();
        loop.runOnContext(now -> {
            // Even if Redis is away: what we don't know is released as soon as it is back.
            places.forEach(place -> held.remove(name(place)));
            connector.with(link -> release(link, places)).onComplete(promise);
        });
        return promise.future();
    }

    private Future<Void> release(Link link, Collection<Place> places) {
        List<Object> arguments = new ArrayList<>(List.of(settings.dispatcherId(), Keys.ARRIVED));
        places.forEach(place -> arguments.addAll(List.of(place.stream(), place.entry())));
        return link.run(Script.RELEASE, Keys.shared(), arguments.toArray()).mapEmpty();
    }

    private Future<Void> introduce(Link link) {
        // One that forgot everything is told again, so that ids that were given out are still known for what they are.
        byte[] own = secret.orElseGet(RedisQueue::newSecret);
        judgeFromNanos = System.nanoTime() + (cameBack ? COMING_BACK_NANOS : 0);
        cameBack = true;
        return link.run(Script.OPEN, Keys.shared(Keys.SECRET), own).compose(shared -> {
            secret = Optional.of(shared.toBytes());
            return beat(link);
        });
    }

    private static byte[] newSecret() {
        byte[] drawn = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(drawn);
        return drawn;
    }

    /** Whether who is not heard of is gone. */
    private boolean mayJudge() {
        return System.nanoTime() - judgeFromNanos >= 0;
    }

    private Future<Void> beat(Link link) {
        return link.run(Script.BEAT, Keys.shared(), settings.dispatcherId(), mayJudge() ? 1 : 0)
                .onSuccess(reply -> {
                    see(state.withCounts(Replies.longs(reply.get(1)))
                            .withDispatchers(Replies.texts(reply.get(0)), settings.dispatcherId()));
                    releaseUnknown(link, Replies.places(reply.get(2)));
                    List.copyOf(endings).stream()
                            .filter(ending -> !ending.isUnderWay())
                            .forEach(ending -> send(link, ending));
                    if (state.hasWork()) {
                        listener.arrived();
                    }
                })
                .mapEmpty();
    }

    /** What Redis gave us in a reply that never came would else be stuck. */
    private void releaseUnknown(Link link, List<Place> ours) {
        List<Place> unknown =
                ours.stream().filter(place -> !held.contains(name(place))).toList();
        if (!unknown.isEmpty()) {
            release(link, unknown);
        }
    }

    private void heard(String channel, String text) {
        switch (channel) {
            case Keys.DONE -> listener.done(text);
            case Keys.WANTED -> listener.wanted(Place.parse(text));
            case Keys.LENT -> listener.lent(text);
            default -> {
                if (!text.equals(settings.dispatcherId())) {
                    listener.arrived();
                }
            }
        }
    }

    private static String name(Place place) {
        return place.stream() + " " + place.entry();
    }

    private <T> Future<T> call(Function<Link, Future<T>> call) {
        Promise<T> promise = Promise.promise();
        loop.runOnContext(now -> connector.with(call).onComplete(promise));
        return promise.future();
    }

    /** Gives back what we hold and disconnects; waits for that, but not for a Redis that is away. Not on the event loop. */
    @Override
    public void close() {
        Promise<Void> closed = Promise.promise();
        loop.runOnContext(now -> {
            vertx.cancelTimer(timer);
            connector
                    .with(link -> link.run(Script.LEAVE, Keys.shared(), settings.dispatcherId(), Keys.ARRIVED))
                    .onComplete(left -> {
                        connector.close().onComplete(closed);
                        endings.forEach(ending -> ending.said().tryFail(new RedisAway("closed")));
                    });
        });
        try {
            closed.future().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Redis is away; what we hold is taken by others when it is back.
        }
    }
}
