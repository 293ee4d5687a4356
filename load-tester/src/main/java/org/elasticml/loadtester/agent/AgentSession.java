package org.elasticml.loadtester.agent;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.Target;

/**
 * One coordinator, as its agent sees it, as long as its WebSocket is open. Orders are done one after another by a thread of their
 * own, but for {@link Order.Ping} and {@link Order.Stop}, which do not wait. When the coordinator is gone or silent, no request is
 * sent any more, and the agent is free for the next one once those in flight have ended, or after 2 s.
 */
final class AgentSession {
    private final ServerWebSocket socket;
    private final Consumer<String> say;
    private final Runnable onEnd;
    private final Silence silence;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "agent");
        daemon.setDaemon(true);
        return daemon;
    });

    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final long maxHeldBytes;
    private final AtomicLong heldBytes = new AtomicLong();
    private final List<Photo> photos = new ArrayList<>();
    private AgentTarget aim;
    private Optional<Target> target = Optional.empty();
    private volatile Optional<PlayedShare> share = Optional.empty();
    private volatile long heardNanos = System.nanoTime();
    private boolean gone;

    /**
     * @param maxHeldBytes of orders to be followed, and of photos
     * @param onEnd called when the next coordinator may come, on any thread
     */
    AgentSession(Vertx vertx, ServerWebSocket socket, long maxHeldBytes, Consumer<String> say, Runnable onEnd) {
        this.socket = socket;
        this.maxHeldBytes = maxHeldBytes;
        this.say = say;
        this.onEnd = onEnd;
        silence = new Silence(EventLoop.timer(vertx), this::end);
        socket.binaryMessageHandler(this::received);
        socket.exceptionHandler(ignored -> {}); // closing follows
        socket.closeHandler(ignored -> end());
    }

    private void received(Buffer bytes) {
        silence.heard();
        heardNanos = System.nanoTime();
        try {
            Order order = Message.decode(bytes, Order.class);
            if (order instanceof Order.Ping ping) {
                write(new Told.Pong(ping.sentNanos(), System.nanoTime()));
            } else if (order instanceof Order.Stop) {
                share.ifPresent(PlayedShare::stop);
            } else if (heldBytes.addAndGet(bytes.length()) > maxHeldBytes) {
                giveUp("it was told more than " + (maxHeldBytes >> 20) + " MiB");
            } else if (!gone()) {
                thread.execute(() -> follow(order, bytes.length()));
            }
        } catch (IOException e) {
            giveUp("it can't read what it was told: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            giveUp(e.toString());
        }
    }

    private void follow(Order order, int bytes) {
        if (gone()) {
            return; // said before the end, and not begun
        }
        try {
            if (order instanceof Order.Carry carry) {
                photos.add(carry.photo());
            } else if (order instanceof Order.Aim aimed) {
                aim(aimed.target());
            } else if (order instanceof Order.Play play) {
                share = Optional.of(new PlayedShare(
                        play, target.orElseThrow(), new Photos(photos, ""), aim.timeout(), this::isHeard));
                tell(new Told.Ready());
            } else if (order instanceof Order.Start start) {
                play(start.agentNanos());
            }
        } catch (ExecutionException | RuntimeException | OutOfMemoryError e) {
            giveUp(e.getCause() == null ? e.toString() : e.getCause().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!(order instanceof Order.Carry)) {
            heldBytes.addAndGet(-bytes);
        }
    }

    private void aim(AgentTarget aimed) throws InterruptedException, ExecutionException {
        Rehearsal.play(new Photos(photos, ""));
        target.ifPresent(Target::close);
        aim = aimed;
        Target opened = aimed.protocol().door(aimed.url()).open(aimed.timeout(), aimed.headers());
        target = Optional.of(opened);
        try {
            opened.check().toCompletableFuture().get();
            tell(new Told.Ready());
        } catch (ExecutionException e) {
            tell(new Told.Trouble(e.getCause().getMessage()));
        }
    }

    private void play(long startNanos) throws InterruptedException, ExecutionException {
        PlayedShare played = share.orElseThrow();
        say.accept("sends " + played + " to " + aim.url());
        played.play(startNanos, this::tell);
        say.accept((gone() ? "the coordinator is gone; sent " : "sent ") + played.sent() + " requests");
        share = Optional.empty();
    }

    /** Waits until it is written, so that not all of a long run waits in memory. */
    private void tell(Told told) {
        write(told)
                .toCompletionStage()
                .exceptionally(closed -> null)
                .toCompletableFuture()
                .join();
    }

    private Future<Void> write(Told told) {
        Buffer bytes = told.encoded();
        try {
            return socket.writeBinaryMessage(bytes);
        } catch (IllegalStateException closed) {
            return Future.failedFuture(closed);
        }
    }

    private void giveUp(String why) {
        say.accept(why);
        write(new Told.Trouble(why)).onComplete(written -> socket.close());
    }

    private boolean isHeard() {
        return System.nanoTime() - heardNanos < Silence.LIMIT_S * 1_000_000_000L;
    }

    private synchronized boolean gone() {
        return gone;
    }

    /** Sends nothing any more, and makes way for the next coordinator, when all has ended. */
    CompletableFuture<Void> end() {
        synchronized (this) {
            if (gone) {
                return released;
            }
            gone = true;
        }
        silence.end();
        socket.close();
        share.ifPresent(PlayedShare::stop);
        thread.execute(this::release);
        thread.shutdown();
        return released;
    }

    private void release() {
        target.ifPresent(Target::close);
        onEnd.run();
        released.complete(null);
    }
}
