package org.elasticml.dispatcher.redis;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.elasticml.core.queue.Priority;

/** A dispatcher's end of the queue, asked from outside. */
final class TestDispatcher implements RedisQueue.Listener {
    static final int CAPACITY = 2000;
    static final int BACKGROUND_CAPACITY = 500;
    static final long AGING_MILLIS = 1000;
    static final long LEFT_MILLIS = 600_000;

    final Vertx vertx = Vertx.vertx();
    final String id = RedisSettings.newDispatcherId();
    /** What the queue told. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    /** What the replies showed. */
    final List<QueueState> seen = new CopyOnWriteArrayList<>();

    final RedisQueue queue;

    TestDispatcher(String url) {
        this(url, CAPACITY, BACKGROUND_CAPACITY);
    }

    TestDispatcher(String url, int capacity, int backgroundCapacity) {
        RedisSettings settings =
                new RedisSettings(RedisAddress.of(url), id, capacity, backgroundCapacity, AGING_MILLIS);
        queue = new RedisQueue(vertx, settings, this);
        queue.start();
    }

    TestDispatcher connect() {
        Poll.until("connected", queue::isConnected);
        return this;
    }

    static QueuedRequest request(String id, Priority priority, boolean background, long ageMillis, long leftMillis) {
        return new QueuedRequest(id, priority, background, "r-" + id, "top_k=1", -7, ageMillis, leftMillis, "");
    }

    Added tryAdd(QueuedRequest request) throws Exception {
        return await(queue.add(request, image(request.id())));
    }

    Place add(QueuedRequest request) throws Exception {
        return assertInstanceOf(Added.Accepted.class, tryAdd(request)).place();
    }

    Place add(String id) throws Exception {
        return add(request(id, Priority.NORMAL, false, 0, LEFT_MILLIS));
    }

    Place addBackground(String id) throws Exception {
        return add(request(id, Priority.NORMAL, true, 0, LEFT_MILLIS));
    }

    static Buffer image(String id) {
        return Buffer.buffer(new byte[] {(byte) 0xff, (byte) 0xd8, 0, '\r', '\n'})
                .appendString(id);
    }

    List<Taken> take(int atMost) throws Exception {
        return await(queue.take(atMost, true));
    }

    List<String> takeIds(int atMost) throws Exception {
        return take(atMost).stream().map(taken -> taken.request().id()).toList();
    }

    /** The next one, once there is one. */
    Taken takeOne() {
        List<Taken> taken = new CopyOnWriteArrayList<>();
        Poll.until("something to take", () -> taken.addAll(take(1)));
        return taken.get(0);
    }

    boolean finish(Place place, String result) throws Exception {
        return await(queue.finish(place, Optional.of(Buffer.buffer(result)), LEFT_MILLIS));
    }

    static <T> T await(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void arrived() {
        heard.add("arrived");
    }

    @Override
    public void done(String request) {
        heard.add("done " + request);
    }

    @Override
    public void wanted(Place place) {
        heard.add("wanted " + place.text());
    }

    @Override
    public void lent(String request) {
        heard.add("lent " + request);
    }

    @Override
    public void connected() {
        heard.add("connected");
    }

    @Override
    public void seen(QueueState state) {
        seen.add(state);
    }

    @Override
    public void lost() {
        heard.add("lost");
    }

    /** As when its process is killed: nothing more is said to Redis. */
    void die() throws Exception {
        await(vertx.close());
    }

    /** As when its process is told to end. */
    void stop() throws Exception {
        queue.close();
        await(vertx.close());
    }
}
