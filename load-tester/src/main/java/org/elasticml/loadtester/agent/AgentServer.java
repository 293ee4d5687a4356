package org.elasticml.loadtester.agent;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * An agent: takes a WebSocket from one coordinator at a time, and sends load for it. Whoever has no token (401), whoever is a page
 * in a browser (403: it may open WebSockets to this machine without asking anybody), speaks another version (404), or comes while
 * another has it (409), is refused.
 */
public final class AgentServer implements AutoCloseable {
    /** Whoever says nothing for as long is gone; a coordinator says something each second. */
    private static final int IDLE_S = 30;

    private final Vertx vertx;
    private final int maxHeldBytes;
    private final Optional<AgentToken> token;
    private final Consumer<String> say;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Optional<AgentSession> session = Optional.empty();
    private HttpServer server;

    private AgentServer(Vertx vertx, int maxHeldBytes, Optional<AgentToken> token, Consumer<String> say) {
        this.vertx = vertx;
        this.maxHeldBytes = maxHeldBytes;
        this.token = token;
        this.say = say;
    }

    /**
     * @param token that coordinators have to show, if any
     * @param say is told what the agent does, a line each, on any thread
     * @throws IOException saying why it can't listen there
     */
    public static AgentServer listen(AgentAddress address, Optional<AgentToken> token, Consumer<String> say)
            throws IOException {
        return listen(address, token, EventLoop.MAX_MESSAGE_BYTES, say);
    }

    /** The same with another limit of what it takes in a message, and of what it holds. */
    static AgentServer listen(AgentAddress address, Optional<AgentToken> token, int maxHeldBytes, Consumer<String> say)
            throws IOException {
        AgentServer agent = new AgentServer(EventLoop.make(), maxHeldBytes, token, say);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setIdleTimeout(IDLE_S)
                .setMaxWebSocketFrameSize(EventLoop.MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(maxHeldBytes)
                // A few bytes could be inflated to more than there is memory.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        try {
            agent.server = agent.vertx
                    .createHttpServer(options)
                    .requestHandler(agent::handle)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return agent;
        } catch (CompletionException e) {
            agent.close();
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    /** Where it listens. */
    public int port() {
        return server.actualPort();
    }

    private void handle(HttpServerRequest request) {
        if (token.isPresent() && !token.get().isShownBy(request.getHeader("Authorization"))) {
            refuse(request, 401, "'Authorization: Bearer ' with the " + AgentToken.VARIABLE + " is asked for");
        } else if (request.getHeader("Origin") != null) {
            refuse(request, 403, "not for pages in a browser");
        } else if (!request.path().equals(EventLoop.path())) {
            refuse(request, 404, "this is an agent of the load tester; its WebSocket is " + EventLoop.path());
        } else {
            accept(request);
        }
    }

    private static void refuse(HttpServerRequest request, int status, String why) {
        if (status == 401) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
        }
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain")
                .putHeader("Connection", "close")
                .end(why + "\n");
    }

    private void accept(HttpServerRequest request) {
        if (!busy.compareAndSet(false, true)) {
            refuse(request, 409, "busy: one coordinator at a time");
            return;
        }
        request.toWebSocket().onSuccess(this::begin).onFailure(none -> busy.set(false));
    }

    private void begin(ServerWebSocket socket) {
        session = Optional.of(new AgentSession(vertx, socket, maxHeldBytes, say, () -> busy.set(false)));
    }

    /** Ends what it plays, and listens no more. */
    @Override
    public void close() {
        session.ifPresent(it -> it.end().join());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
