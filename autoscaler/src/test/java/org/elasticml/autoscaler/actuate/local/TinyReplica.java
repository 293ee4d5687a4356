package org.elasticml.autoscaler.actuate.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that is ready when asked, as ml-app is. The first argument names a folder, whose files are what it is told:
 * {@code die} to end with exit code 3 at its start, {@code stay} to end only when it is killed; and when it is told to end it
 * leaves {@code drained-PORT} there.
 */
public final class TinyReplica {
    private TinyReplica() {}

    public static void main(String[] args) throws IOException {
        Path told = Path.of(args[0]);
        String port = System.getenv("PORT");
        System.out.println("registers with " + System.getenv("DISPATCHER_URL") + " on " + System.getenv("REPLICA_CORES")
                + " core");
        if (Files.exists(told.resolve("die"))) {
            System.out.println("no weights here");
            System.exit(3);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(port)), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(told, port)));
    }

    private static void end(Path told, String port) {
        try {
            Files.createFile(told.resolve("drained-" + port));
            while (Files.exists(told.resolve("stay"))) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
