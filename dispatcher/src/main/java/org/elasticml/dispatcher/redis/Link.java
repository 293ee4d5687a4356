package org.elasticml.dispatcher.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The connections to Redis, from when they are made until one of them breaks, Redis is silent for three seconds, or says
 * that it can't serve. Then all are given up: what came of the commands under way is not known. Belongs to one event loop.
 */
final class Link {
    private static final int TIMEOUT_MILLIS = 3000;
    private static final int LOOK_MILLIS = 250;
    /** More than a full queue and all slots can have under way. */
    private static final int MOST_UNANSWERED = 1 << 14;

    private final Vertx vertx;
    private final Redis client;
    private final Consumer<String> lost;
    private final Promise<Link> opened = Promise.promise();
    private final long timer;
    /** One for each connection. */
    private final List<Future<Void>> closed = new ArrayList<>();

    private Line commands;
    /** With images: what is taken would else wait behind megabytes. */
    private Line uploads;

    private boolean up = true;

    private Link(Vertx vertx, RedisAddress address, Consumer<String> lost) {
        this.vertx = vertx;
        this.lost = lost;
        this.client = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(address.url())
                        .setMaxPoolSize(3)
                        .setMaxWaitingHandlers(MOST_UNANSWERED)
                        .setNetClientOptions(new NetClientOptions()
                                .setConnectTimeout(TIMEOUT_MILLIS)
                                .setTcpKeepAlive(true)
                                .setHostnameVerificationAlgorithm("HTTPS")));
        this.timer = vertx.setPeriodic(LOOK_MILLIS, id -> look());
    }

    /**
     * Connects.
     *
     * @param heard told of each message, with its channel
     * @param lost told once why it was given up, if it had been opened
     */
    static Future<Link> open(
            Vertx vertx, RedisAddress address, BiConsumer<String, String> heard, Consumer<String> lost) {
        Link link = new Link(vertx, address, lost);
        vertx.setTimer(TIMEOUT_MILLIS, id -> {
            if (!link.opened.future().isComplete()) {
                link.giveUp("no answer for " + TIMEOUT_MILLIS + " ms");
            }
        });
        Future.all(link.connect(), link.connect(), link.connect()).onComplete(all -> {
            if (all.failed()) {
                link.giveUp(reason(all.cause()));
                return;
            }
            link.commands = new Line(all.result().resultAt(0));
            link.uploads = new Line(all.result().resultAt(1));
            RedisConnection subscription = all.result().resultAt(2);
            subscription.handler(message -> link.message(message, heard));
            // A script would be too long a command for Redis to say that we are not let in.
            link.commands
                    .send(Request.cmd(Command.PING))
                    .compose(pong -> {
                        Request subscribe = Request.cmd(Command.SUBSCRIBE);
                        Keys.CHANNELS.forEach(subscribe::arg);
                        return subscription.send(subscribe);
                    })
                    .onFailure(failure -> link.giveUp(reason(failure)));
        });
        return link.opened.future();
    }

    private Future<RedisConnection> connect() {
        return client.connect().map(connection -> {
            Promise<Void> ended = Promise.promise();
            closed.add(ended.future());
            return connection
                    .exceptionHandler(failure -> giveUp(reason(failure)))
                    .endHandler(end -> {
                        ended.complete();
                        giveUp("connection closed");
                    });
        });
    }

    /** {@code message}, channel and text; or {@code subscribe} and so on; or that we may not. */
    private void message(Response message, BiConsumer<String, String> heard) {
        if (message.type() == ResponseType.ERROR) {
            giveUp(message.toString());
        } else if (message.get(0).toString().equals("subscribe")) {
            // Only from the last on nothing is missed.
            if (message.get(2).toInteger() == Keys.CHANNELS.size()) {
                opened.tryComplete(this);
            }
        } else if (up && message.get(0).toString().equals("message")) {
            heard.accept(message.get(1).toString(), message.get(2).toString());
        }
    }

    private void look() {
        long nanos = TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS);
        if (commands != null && (commands.isSilentFor(nanos) || uploads.isSilentFor(nanos))) {
            giveUp("no answer for " + TIMEOUT_MILLIS + " ms");
        }
    }

    /** Fails with {@link RedisOutOfMemory}, or else with {@link RedisAway}, and then the link is given up. */
    Future<Response> run(Script script, List<String> keys, Object... arguments) {
        return run(commands, script, keys, arguments);
    }

    /** The same for what brings an image. */
    Future<Response> upload(Script script, List<String> keys, Object... arguments) {
        return run(uploads, script, keys, arguments);
    }

    private Future<Response> run(Line line, Script script, List<String> keys, Object[] arguments) {
        return sent(line.send(script.byHash(keys, arguments.clone()))
                .recover(failure -> RedisError.isUnknownScript(failure)
                        ? line.send(script.byText(keys, arguments))
                        : Future.failedFuture(failure)));
    }

    /** Null if there is none. */
    Future<Buffer> get(String key) {
        return sent(commands.send(Request.cmd(Command.GET).arg(key))).map(Link::buffer);
    }

    Future<Boolean> exists(String key) {
        return sent(commands.send(Request.cmd(Command.EXISTS).arg(key))).map(count -> count.toInteger() == 1);
    }

    /** Whether a request has neither ended nor been removed. */
    Future<Boolean> hasEntry(Place place) {
        Request range = Request.cmd(Command.XRANGE)
                .arg(Keys.stream(place))
                .arg(place.entry())
                .arg(place.entry());
        return sent(commands.send(range)).map(entries -> entries.size() == 1);
    }

    private static Buffer buffer(Response response) {
        return response == null ? null : response.toBuffer();
    }

    private Future<Response> sent(Future<Response> reply) {
        return reply.recover(failure -> {
            if (RedisError.isOutOfMemory(failure)) {
                return Future.failedFuture(new RedisOutOfMemory());
            }
            giveUp(reason(failure));
            return Future.failedFuture(failure instanceof RedisAway ? failure : new RedisAway(reason(failure)));
        });
    }

    /** Completes when the connections of a link that was given up are closed. */
    Future<Void> closed() {
        return Future.join(closed).mapEmpty();
    }

    /** Closes the connections; what is under way fails. */
    void giveUp(String reason) {
        if (!up) {
            return;
        }
        up = false;
        vertx.cancelTimer(timer);
        client.close();
        RedisAway failure = new RedisAway(reason);
        if (!opened.tryFail(failure)) {
            lost.accept(reason); // before those whose commands fail ask for this link again
        }
        if (commands != null) {
            commands.fail(failure);
            uploads.fail(failure);
        }
    }

    private static String reason(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
