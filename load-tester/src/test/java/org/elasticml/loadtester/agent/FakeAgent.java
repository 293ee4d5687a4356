package org.elasticml.loadtester.agent;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;

/** Is ready for everything, and dies of the first ping after it was told what to play. */
final class FakeAgent implements AutoCloseable {
    private final Vertx vertx = EventLoop.make();
    private final HttpServer server;
    private boolean prepared;

    FakeAgent() {
        server = vertx.createHttpServer()
                .webSocketHandler(socket -> socket.binaryMessageHandler(bytes -> received(socket, bytes)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    AgentAddress address() {
        return new AgentAddress("127.0.0.1", server.actualPort());
    }

    private void received(ServerWebSocket socket, Buffer bytes) {
        Order order = decoded(bytes);
        prepared |= order instanceof Order.Play;
        if (order instanceof Order.Aim || order instanceof Order.Play) {
            socket.writeBinaryMessage(new Told.Ready().encoded());
        } else if (order instanceof Order.Ping && prepared) {
            socket.close();
        }
    }

    private static Order decoded(Buffer bytes) {
        try {
            return Message.decode(bytes, Order.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
