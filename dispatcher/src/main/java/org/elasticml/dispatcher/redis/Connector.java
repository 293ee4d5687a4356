package org.elasticml.dispatcher.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Keeps a link to Redis, and makes it anew for as long as it takes. Says once that it is away and why, and once that it is back. */
final class Connector {
    private static final Logger LOG = Logger.getLogger(RedisQueue.class);

    private final Vertx vertx;
    private final RedisAddress address;
    private final BiConsumer<String, String> heard;
    private final Function<Link, Future<Void>> introduce;
    private final Runnable connected;
    private final Runnable lost;
    private final Backoff backoff = new Backoff();
    private Link link;
    private boolean troubled;
    private boolean closed;
    private volatile boolean up;

    /**
     * @param heard told of each message, with its channel
     * @param introduce what is said first on a link; if that fails, Redis is still away
     * @param connected told each time that a link can be used
     * @param lost told each time that it can't be used any more
     */
    Connector(
            Vertx vertx,
            RedisAddress address,
            BiConsumer<String, String> heard,
            Function<Link, Future<Void>> introduce,
            Runnable connected,
            Runnable lost) {
        this.vertx = vertx;
        this.address = address;
        this.heard = heard;
        this.introduce = introduce;
        this.connected = connected;
        this.lost = lost;
    }

    void connect() {
        if (closed) {
            return;
        }
        Link.open(vertx, address, heard, this::lost)
                .onFailure(failure -> away(failure.getMessage()))
                .onSuccess(this::opened);
    }

    private void opened(Link opened) {
        if (closed) {
            opened.giveUp("closed");
            return;
        }
        link = opened;
        introduce.apply(opened).onSuccess(done -> up()).onFailure(failure -> opened.giveUp(failure.getMessage()));
    }

    private void up() {
        up = true;
        backoff.reset();
        if (troubled) {
            troubled = false;
            LOG.infof("Redis at %s: connected", address);
        }
        connected.run();
    }

    private void lost(String reason) {
        link = null;
        if (up) {
            up = false;
            if (!closed) {
                lost.run();
            }
        }
        away(reason);
    }

    private void away(String reason) {
        if (closed) {
            return;
        }
        if (!troubled) {
            troubled = true;
            LOG.warnf("Redis at %s: %s; trying on", address, address.withoutPassword(reason));
        }
        vertx.setTimer(backoff.next(ThreadLocalRandom.current()), id -> connect());
    }

    boolean isUp() {
        return up;
    }

    /** Does something with Redis, or fails with {@link RedisAway} if that can't be reached. */
    <T> Future<T> with(Function<Link, Future<T>> call) {
        return up ? call.apply(link) : Future.failedFuture(new RedisAway("Redis at " + address + " can't be reached"));
    }

    /** Completes when the connections are closed, or the link was lost before. */
    Future<Void> close() {
        closed = true;
        if (link == null) {
            return Future.succeededFuture();
        }
        Link last = link;
        last.giveUp("closed");
        return last.closed();
    }
}
