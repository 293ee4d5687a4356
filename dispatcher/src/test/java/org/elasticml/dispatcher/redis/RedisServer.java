package org.elasticml.dispatcher.redis;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A server of our own, which has each write on disk before it answers. */
public final class RedisServer implements AutoCloseable {
    private static final String CARRIED = "/redis-server-6.2.6-v5-linux-amd64";
    private static final Path EXTRACTED = extract();

    private final Path binary;
    private final int port;
    private final Path folder;
    private final List<String> options;
    private Process process;

    private RedisServer(Path binary, int port, Path folder, List<String> options) {
        this.binary = binary;
        this.port = port;
        this.folder = folder;
        this.options = options;
    }

    /** The one that the build brings along, of version 6.2, and the one on the PATH if there is one. */
    public static List<Path> binaries() {
        List<Path> binaries = new ArrayList<>();
        if (runs(EXTRACTED)) {
            binaries.add(EXTRACTED);
        }
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(binaries::add);
        return binaries;
    }

    /** Whether there is any. */
    public static boolean isThere() {
        return !binaries().isEmpty();
    }

    private static boolean runs(Path binary) {
        try {
            return new ProcessBuilder(binary.toString(), "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path extract() {
        try (InputStream server = RedisServer.class.getResourceAsStream(CARRIED)) {
            Path file = Files.createTempFile("redis-server-6.2-", "");
            file.toFile().deleteOnExit();
            Files.write(file, server.readAllBytes());
            if (!file.toFile().setExecutable(true)) {
                throw new IOException(file + " can't be made executable");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not started. */
    public static RedisServer of(Path binary, String... options) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return new RedisServer(binary, free.getLocalPort(), Files.createTempDirectory("redis"), List.of(options));
        }
    }

    public static RedisServer started(Path binary, String... options) throws IOException {
        RedisServer server = of(binary, options);
        server.start();
        return server;
    }

    /** With what it had when it was killed. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(binary.toString(), "--bind", "127.0.0.1", "--port", "" + port));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always", "--save", "", "--dir", "" + folder));
        command.addAll(options);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Poll.until("Redis listens: " + folder, this::listens);
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 100);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** As {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** {@code STOP} or {@code CONT}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    }

    /** Asks it something on a connection of its own. */
    public Response ask(String command, Object... arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        Redis client = Redis.createClient(vertx, url());
        Promise<Void> closed = Promise.promise();
        try {
            return TestDispatcher.await(client.connect()
                    .map(connection -> connection.endHandler(closed::complete))
                    .compose(connection -> connection.send(Request.cmd(Command.create(command), arguments))));
        } finally {
            client.close();
            TestDispatcher.await(closed.future());
            TestDispatcher.await(vertx.close());
        }
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            kill();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
