package org.elasticml.loadtester.agent;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An agent, as its coordinator sees it, from the connection to its loss. Thread-safe. */
final class AgentLink {
    static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    /** Shortly after, Vert.x would say that the connection was closed. */
    private static final int HANDSHAKE_TIMEOUT_MILLIS = CONNECT_TIMEOUT_MILLIS + 1_000;

    /** Who wants to know what the agent says, and that it is gone; called on the event loop. */
    interface Listener {
        void told(Told message);

        /**
         * @param why as in {@code the connection was closed}
         */
        void lost(String why);
    }

    private final AgentAddress address;
    private final WebSocket socket;
    private final Silence silence;
    private Optional<Listener> listener = Optional.empty();
    private Optional<String> lost = Optional.empty();
    /** For what it was asked last. */
    private CompletableFuture<Void> ready = new CompletableFuture<>();

    private CompletableFuture<Void> ponged = new CompletableFuture<>();
    private RoundTrips trips = new RoundTrips();

    private AgentLink(AgentAddress address, Vertx vertx, WebSocket socket) {
        this.address = address;
        this.socket = socket;
        silence = new Silence(EventLoop.timer(vertx), () -> lose("no message for " + Silence.LIMIT_S + " s"));
        socket.binaryMessageHandler(this::received);
        socket.exceptionHandler(ignored -> {}); // closing follows
        socket.closeHandler(ignored -> lose("the connection was closed"));
    }

    /** Fails with an {@link AgentException}. */
    static CompletableFuture<AgentLink> connect(
            Vertx vertx, WebSocketClient client, AgentAddress address, Optional<AgentToken> token) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setURI(EventLoop.path())
                .setAllowOriginHeader(false) // only pages in a browser need one, and are refused
                .setTimeout(HANDSHAKE_TIMEOUT_MILLIS);
        token.ifPresent(it -> options.putHeader("Authorization", it.authorization()));
        return client.connect(options)
                .timeout(CONNECT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .map(socket -> new AgentLink(address, vertx, socket))
                .recover(failure -> Future.failedFuture(
                        new AgentException("agent " + address + ": " + inWords(failure, token.isPresent()))))
                .toCompletionStage()
                .toCompletableFuture();
    }

    private static String inWords(Throwable failure, boolean hasToken) {
        if (failure instanceof TimeoutException) {
            return "no answer within " + CONNECT_TIMEOUT_MILLIS / 1000 + " s";
        }
        if (!(failure instanceof UpgradeRejectedException refused)) {
            return failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }
        return switch (refused.getStatus()) {
            case 401 ->
                hasToken
                        ? "it has another " + AgentToken.VARIABLE
                        : "it asks for the " + AgentToken.VARIABLE + " that it was started with";
            case 409 -> "it is busy with another coordinator";
            default -> "answers HTTP " + refused.getStatus() + ", which no agent of this version does";
        };
    }

    AgentAddress address() {
        return address;
    }

    /** Whether it is there no more. */
    synchronized boolean isLost() {
        return lost.isPresent();
    }

    /** What it says from now on, and that it is lost, even if it already is. */
    void listen(Listener next) {
        Optional<String> before;
        synchronized (this) {
            listener = Optional.of(next);
            before = lost;
        }
        before.ifPresent(next::lost);
    }

    private void received(Buffer bytes) {
        long nowNanos = System.nanoTime();
        silence.heard();
        try {
            Told message = Message.decode(bytes, Told.class);
            if (message instanceof Told.Pong pong) {
                pong(pong, nowNanos);
            } else if (message instanceof Told.Ready) {
                asked().complete(null);
            } else if (message instanceof Told.Trouble trouble) {
                lose(trouble.why());
            } else {
                listener().ifPresent(it -> it.told(message));
            }
        } catch (IOException e) {
            lose("it said what can't be read: " + e.getMessage());
        }
    }

    private synchronized void pong(Told.Pong pong, long nowNanos) {
        trips.add(pong.sentNanos(), pong.agentNanos(), nowNanos);
        ponged.complete(null);
    }

    private synchronized CompletableFuture<Void> asked() {
        return ready;
    }

    private synchronized Optional<Listener> listener() {
        return listener;
    }

    /** Only the first reason counts. */
    private void lose(String why) {
        List<CompletableFuture<Void>> unanswered;
        synchronized (this) {
            if (lost.isPresent()) {
                return;
            }
            lost = Optional.of(why);
            unanswered = List.of(ready, ponged);
        }
        silence.end();
        socket.close();
        unanswered.forEach(it -> it.completeExceptionally(gone(why)));
        listener().ifPresent(it -> it.lost(why));
    }

    private AgentException gone(String why) {
        return new AgentException("agent " + address + ": " + why);
    }

    /**
     * Says these, one after another, and waits for {@link Told.Ready}.
     *
     * @return fails with an {@link AgentException} that says why it is not
     */
    CompletableFuture<Void> ask(List<Order> orders) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        synchronized (this) {
            if (lost.isPresent()) {
                return CompletableFuture.failedFuture(gone(lost.get()));
            }
            ready = answer;
        }
        Future<Void> said = Future.succeededFuture();
        for (Order order : orders) {
            said = said.compose(before -> write(order));
        }
        said.onFailure(failure -> {
            if (failure instanceof MessageTooLongException) {
                lose(failure.getMessage());
            }
        });
        return answer;
    }

    void say(Order order) {
        write(order);
    }

    private Future<Void> write(Order order) {
        Buffer bytes = order.encoded();
        try {
            return socket.writeBinaryMessage(bytes);
        } catch (IllegalStateException closed) {
            return Future.failedFuture(closed); // of which it is told elsewhere
        }
    }

    /**
     * Asks for its clock.
     *
     * @return fails with an {@link AgentException} if it is lost
     */
    CompletableFuture<Void> ping() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        synchronized (this) {
            if (lost.isPresent()) {
                return CompletableFuture.failedFuture(gone(lost.get()));
            }
            ponged = answer;
        }
        sayHello();
        return answer;
    }

    /** Lets it know that its coordinator is still there; the answer says the same of it. */
    void sayHello() {
        write(new Order.Ping(System.nanoTime()));
    }

    /** Forgets how its clock was set: clocks drift. */
    synchronized void resetClock() {
        trips = new RoundTrips();
    }

    synchronized RoundTrips clock() {
        return trips;
    }

    /** Once it is of no more use. */
    void close() {
        silence.end();
        socket.close();
    }
}
