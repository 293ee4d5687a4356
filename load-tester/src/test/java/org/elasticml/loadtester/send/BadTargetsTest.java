package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.RequestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Targets that are none: each says what it is before a run in one line, and in a run fails each request. */
@Timeout(60)
class BadTargetsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int REQUESTS = 20;

    private enum Bad {
        HTML(LONG, "no JSON of a model server: HTTP 200, text/html: \"<html>Log in</html>\"") {
            @Override
            void serve(Socket socket) throws IOException {
                while (true) {
                    RawServer.readRequest(socket);
                    RawServer.write(
                            socket,
                            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 19\r\n\r\n<html>Log in</html>");
                }
            }
        },
        NOT_HTTP(LONG, "(?s).*(invalid version format|Invalid).* before an answer came") {
            @Override
            void serve(Socket socket) throws IOException {
                RawServer.write(socket, "220 smtp.example.org ESMTP\r\n\r\n");
                RawServer.readRequest(socket);
            }
        },
        RESETTING(LONG, "Connection reset.* before an answer came") {
            @Override
            void serve(Socket socket) throws IOException {
                RawServer.readRequest(socket);
                socket.setSoLinger(true, 0);
                socket.close();
            }
        },
        CLOSING_AT_ONCE(LONG, "(the connection was closed|Connection reset|Broken pipe).*") {
            @Override
            void serve(Socket socket) throws IOException {
                socket.close();
            }
        },
        HANGING(SHORT, "no answer within 0.3 s") {
            @Override
            void serve(Socket socket) {}
        },
        HALF(LONG, "the connection was closed in the middle of the answer") {
            @Override
            void serve(Socket socket) throws IOException {
                RawServer.readRequest(socket);
                RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\":\"o");
                socket.close();
            }
        },
        DRIBBLING(SHORT, "no whole answer within 0.3 s") {
            @Override
            void serve(Socket socket) throws IOException {
                RawServer.readRequest(socket);
                RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            }
        },
        ENDLESS(LONG, "an answer of more than 4 MiB") {
            @Override
            void serve(Socket socket) throws IOException {
                RawServer.readRequest(socket);
                RawServer.write(socket, "HTTP/1.1 200 OK\r\n\r\n");
                while (true) {
                    RawServer.write(socket, " ".repeat(1 << 16));
                }
            }
        };

        final Duration timeout;
        final String error;

        Bad(Duration timeout, String error) {
            this.timeout = timeout;
            this.error = error;
        }

        abstract void serve(Socket socket) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void saysBeforeARunWhatItIs(Bad bad) {
        try (RawServer server = new RawServer(bad::serve)) {
            String error = checkError(server.url(), bad.timeout);
            String rest = error.substring((server.url() + "/").length());
            String expected = bad == Bad.HTML
                    ? " answers HTTP 200, text/html: \"<html>Log in</html>\", which is not how a dispatcher or ml-app says"
                            + " that it is well"
                    : ": " + bad.error;
            assertTrue(rest.matches(expected), error);
        }
    }

    @ParameterizedTest
    @EnumSource
    void failsEachRequestOfARun(Bad bad) {
        try (RawServer server = new RawServer(bad::serve)) {
            failsAll(server.url(), bad.timeout, bad.error);
        }
    }

    /** Each request says why it failed; Vert.x would say it as well, on standard error, a line for each connection. */
    @Test
    void logsNothingOfAConnection() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger vertx = Logger.getLogger("io.vertx");
        vertx.addHandler(handler);
        try (RawServer server = new RawServer(Bad.RESETTING::serve)) {
            failsAll(server.url(), LONG, Bad.RESETTING.error);
        } finally {
            vertx.removeHandler(handler);
        }
        assertEquals(List.of(), logged);
    }

    @Test
    void nobodyListens() {
        RawServer server = new RawServer(Socket::close);
        server.close();
        assertEquals(
                server.url() + "/: Connection refused: /" + server.url().substring("http://".length()),
                checkError(server.url(), LONG));
        failsAll(server.url(), LONG, "Connection refused: /127.*");
    }

    /** RFC 6761: such a name never resolves. */
    @Test
    void nobodyKnowsTheHost() {
        String error = checkError("http://elastic.invalid:8001", LONG);
        assertTrue(error.startsWith("http://elastic.invalid:8001/: unknown host: "), error);
        failsAll("http://elastic.invalid:8001", LONG, "unknown host: .*elastic.invalid.*");
    }

    private static String checkError(String url, Duration timeout) {
        try (Target target = Protocol.HTTP.door(url).open(timeout)) {
            Throwable cause = assertThrows(
                            ExecutionException.class,
                            () -> target.check().toCompletableFuture().get())
                    .getCause();
            assertEquals(TargetException.class, cause.getClass());
            assertEquals(1, cause.getMessage().lines().count());
            return cause.getMessage();
        }
    }

    private static void failsAll(String url, Duration timeout, String error) {
        try (Target target = Protocol.HTTP.door(url).open(timeout)) {
            OpenLoop arrivals = new OpenLoop(
                    LongStream.range(0, REQUESTS).map(i -> i * 1_000_000).iterator());
            Run run = new Run(target, () -> Fates.PHOTO, arrivals, LONG);
            run.start();
            Recording recording = run.recording();
            assertEquals(REQUESTS, recording.fired());
            assertEquals(REQUESTS, recording.records().size());
            for (RequestRecord record : recording.records()) {
                assertEquals(Outcome.FAILED, record.answer().outcome());
                String why = record.answer().error().orElseThrow();
                assertTrue(why.matches(error), why);
            }
        }
    }
}
