package org.elasticml.loadtester.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.photo.Photo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpTargetTest {
    static final Photo PHOTO = new Photo("a.jpg", "image/jpeg", Buffer.buffer(new byte[50_000]), Optional.of("tench"));

    /** Of each four: one is answered, one refused, one reset, one never answered. */
    @Test
    void endsEveryRequestOnce() {
        Duration timeout = Duration.ofMillis(500);
        try (StubServer server = new StubServer(HttpTargetTest::mixedFates);
                Target target = new HttpTarget(TargetUrl.parse(server.url()), timeout)) {
            Recording recording = run(target, 80);
            assertEquals(80, recording.fired());
            assertEquals(80, recording.records().size());
            assertEquals(
                    Map.of(Outcome.SUCCEEDED, 20L, Outcome.REFUSED, 20L, Outcome.FAILED, 40L),
                    recording.records().stream()
                            .collect(Collectors.groupingBy(r -> r.answer().outcome(), Collectors.counting())));
            assertEquals(
                    Map.of(
                            "HTTP 503: the queue is full",
                            20L,
                            "the connection was closed before an answer came",
                            20L,
                            "no answer within 0.5 s",
                            20L),
                    recording.records().stream()
                            .flatMap(r -> r.answer().error().stream())
                            .collect(Collectors.groupingBy(error -> error, Collectors.counting())));
        }
    }

    private static void mixedFates(int index, HttpServerResponse response) {
        switch (index % 4) {
            case 0 -> StubServer.answer(response);
            case 1 -> StubServer.refuse(response);
            case 2 -> response.reset();
            default -> {}
        }
    }

    /** A closed loop would never get there: the server answers none before it has all. */
    @Test
    void waitsForNoAnswer() {
        ConcurrentLinkedQueue<HttpServerResponse> held = new ConcurrentLinkedQueue<>();
        try (StubServer server = new StubServer((index, response) -> {
                    held.add(response);
                    if (held.size() == 300) {
                        held.forEach(StubServer::answer);
                    }
                });
                Target target = new HttpTarget(TargetUrl.parse(server.url()), Duration.ofSeconds(30))) {
            Recording recording = run(target, 300);
            assertEquals(300, server.received.get());
            assertTrue(recording.records().stream().allMatch(record -> record.is(Outcome.SUCCEEDED)));
        }
    }

    /** No more connections than users: a new request finds the connection of the one before it. */
    @Test
    void aClosedLoopKeepsItsConnections() {
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response));
                Target target = new HttpTarget(TargetUrl.parse(server.url()), Duration.ofSeconds(30))) {
            ClosedLoop loop = new ClosedLoop(users -> 5, OptionalInt.of(500), Optional.empty());
            Run run = new Run(target, () -> PHOTO, loop, Duration.ofSeconds(30));
            run.start();
            Recording recording = run.recording();
            assertEquals(500, recording.fired());
            assertEquals(500, server.received.get());
            assertTrue(recording.records().stream().allMatch(record -> record.is(Outcome.SUCCEEDED)));
            assertTrue(server.connections.get() <= 5, () -> server.connections + " connections");
        }
    }

    @Test
    void tellsWhatIsNoTarget() {
        String url;
        try (StubServer server = new StubServer((index, response) -> StubServer.answer(response));
                Target target = new HttpTarget(TargetUrl.parse(server.url()), Duration.ofSeconds(5))) {
            url = server.url();
            target.check().toCompletableFuture().join();
        }
        try (Target closed = new HttpTarget(TargetUrl.parse(url), Duration.ofSeconds(5))) {
            ExecutionException e = assertThrows(
                    ExecutionException.class,
                    () -> closed.check().toCompletableFuture().get());
            assertTrue(e.getCause().getMessage().startsWith(url + "/: Connection refused"), e::getMessage);
        }
    }

    private static Recording run(Target target, int requests) {
        OpenLoop arrivals = new OpenLoop(
                LongStream.range(0, requests).map(i -> i * 1_000_000).iterator());
        Run run = new Run(target, () -> PHOTO, arrivals, Duration.ofSeconds(30));
        run.start();
        Recording recording = run.recording();
        assertEquals(
                List.of(),
                recording.records().stream()
                        .filter(r -> r.lagNanos().orElse(0) < 0)
                        .toList());
        return recording;
    }
}
