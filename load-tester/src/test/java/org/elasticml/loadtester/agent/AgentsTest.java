package org.elasticml.loadtester.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.photo.PhotoOrder;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.Header;
import org.elasticml.loadtester.send.HttpTarget;
import org.elasticml.loadtester.send.OpenLoop;
import org.elasticml.loadtester.send.Protocol;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.send.Run;
import org.elasticml.loadtester.send.Schedule;
import org.elasticml.loadtester.send.StubServer;
import org.elasticml.loadtester.send.TargetUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Agents behind real sockets of the loopback, in this process. */
@Timeout(60)
class AgentsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Workload LONG =
            Workload.of(IntStream.range(0, 1000).mapToDouble(second -> 50).toArray());

    private static final Photos PHOTOS = new Photos(
            List.of(
                    new Photo("a.jpg", "image/jpeg", Buffer.buffer("aaa"), Optional.of("tench")),
                    new Photo("b.jpg", "image/jpeg", Buffer.buffer("bb"), Optional.empty()),
                    new Photo("c.png", "image/png", Buffer.buffer("c"), Optional.empty())),
            "three");

    private static final Optional<AgentToken> NO_TOKEN = Optional.empty();
    private static final Optional<AgentToken> TOKEN = AgentToken.parse("0123456789abcdef");

    private final List<AgentServer> agents = new ArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final StubServer stub = new StubServer((index, response) -> {
        if (index % 10 == 0) {
            StubServer.refuse(response);
        } else {
            StubServer.answer(response);
        }
    });

    @AfterEach
    void close() {
        agents.forEach(AgentServer::close);
        stub.close();
    }

    @Test
    void sendWhatOneWouldSend() throws Exception {
        Schedule schedule = new Schedule(Workload.of(150), Arrivals.POISSON, 42);
        Recording alone;
        try (HttpTarget target = new HttpTarget(TargetUrl.parse(stub.url()), TIMEOUT)) {
            Run run = new Run(target, new PhotoOrder(PHOTOS, new Random(42)), new OpenLoop(schedule), TIMEOUT);
            run.start();
            alone = run.recording();
        }
        int before = stub.received.get();
        Recording recording;
        try (Agents three = open(start(3))) {
            AgentsRun run = three.prepare(schedule);
            run.start();
            recording = run.recording();
            assertEquals(recording.fired(), run.snapshot().written());
            assertEquals(0, run.snapshot().inFlight());
            assertTrue(run.snapshot().recent().millis(99).isPresent());
        }
        assertEquals(alone.fired(), recording.fired());
        assertEquals(alone.fired(), stub.received.get() - before);
        assertEquals(requests(alone), requests(recording));
        assertEquals(count(alone, Outcome.SUCCEEDED), count(recording, Outcome.SUCCEEDED));
        assertEquals(count(alone, Outcome.REFUSED), count(recording, Outcome.REFUSED));
        assertEquals(List.of(), recording.remarks().wrong());
        assertEquals(List.of(), recording.remarks().lost());
        assertFalse(recording.endedEarly());
        assertTrue(recording.remarks().settings().get("start skew").matches("at most \\d+\\.\\d{3} ms"));
    }

    @Test
    void playAgainWithoutBeingEquippedAgain() throws Exception {
        try (Agents two = open(start(2))) {
            for (int seed = 1; seed <= 2; seed++) {
                AgentsRun run = two.prepare(new Schedule(Workload.of(4), Arrivals.UNIFORM, seed));
                run.start();
                assertEquals(4, run.recording().records().size());
            }
        }
        assertEquals(8, stub.received.get());
    }

    @Test
    void carryHeaders() throws Exception {
        AgentTarget target = new AgentTarget(
                Protocol.HTTP, stub.url(), TIMEOUT, List.of(new Header("X-API-Key", "the-secret-of-alice")));
        try (Agents one = Agents.open(start(1), NO_TOKEN, PHOTOS, target, said::add)) {
            AgentsRun run = one.prepare(new Schedule(Workload.of(1), Arrivals.UNIFORM, 1));
            run.start();
            run.recording();
        }
        assertTrue(stub.headers("X-API-Key").stream().allMatch("the-secret-of-alice"::equals));
        assertFalse(said.toString().contains("the-secret"), said::toString);
    }

    @Test
    void goOnWithoutTheOneThatDied() throws Exception {
        List<AgentAddress> addresses = start(3);
        try (Agents three = open(addresses)) {
            AgentsRun run = three.prepare(new Schedule(Workload.of(90, 90), Arrivals.UNIFORM, 1));
            run.start();
            await(() -> stub.received.get() > 10);
            agents.get(1).close();
            await(() -> said.stream().anyMatch(line -> line.startsWith("agent " + addresses.get(1) + " died after")));
            Recording recording = run.recording();
            assertEquals(180, recording.fired());
            assertEquals(180, recording.records().size());
            assertEquals(60, count(recording, "agent " + addresses.get(1) + " died"));
            assertEquals(1, recording.remarks().lost().size());
            assertEquals(List.of(), recording.remarks().wrong());
        }
    }

    /** Its clock is not known then, and the others must not begin. */
    @Test
    void sendNothingIfOneIsLostBeforeTheStart() throws Exception {
        List<AgentAddress> addresses = new ArrayList<>(start(1));
        try (FakeAgent dying = new FakeAgent()) {
            addresses.add(dying.address());
            try (Agents two = open(addresses)) {
                AgentException e =
                        assertThrows(AgentException.class, () -> two.prepare(new Schedule(LONG, Arrivals.UNIFORM, 1)));
                assertEquals("agent " + dying.address() + ": the connection was closed", e.getMessage());
            }
        }
        assertEquals(0, stub.received.get());
    }

    @Test
    @Timeout(10)
    void sayWhatIsTooLongForThemWithoutIt() throws Exception {
        List<Header> headers = List.of(new Header("X-API-Key", "secret".repeat(20_000)));
        AgentTarget target = new AgentTarget(Protocol.HTTP, stub.url(), TIMEOUT, headers);
        List<AgentAddress> addresses = start(1);
        AgentException e =
                assertThrows(AgentException.class, () -> Agents.open(addresses, NO_TOKEN, PHOTOS, target, said::add));
        assertEquals(
                "agent " + addresses.get(0) + ": a header, a name or another text is longer than 65,535 bytes",
                e.getMessage());
    }

    @Test
    void endWhenTheLastOneDies() throws Exception {
        try (Agents one = open(start(1))) {
            AgentsRun run = one.prepare(new Schedule(LONG, Arrivals.UNIFORM, 1));
            run.start();
            agents.get(0).close();
            assertEquals(50_000, count(run.recording(), Outcome.FAILED));
        }
    }

    @Test
    void endWhenTheyAreStopped() throws Exception {
        try (Agents two = open(start(2))) {
            AgentsRun run = two.prepare(new Schedule(LONG, Arrivals.UNIFORM, 1));
            run.start();
            await(() -> stub.received.get() > 10);
            run.stop();
            Recording recording = run.recording();
            assertTrue(recording.endedEarly());
            assertEquals(recording.fired(), recording.records().size());
            assertEquals(stub.received.get(), recording.fired());
        }
    }

    @Test
    void stopWhenTheirCoordinatorIsGone() throws Exception {
        List<AgentAddress> addresses = start(1);
        try (Agents gone = open(addresses)) {
            gone.prepare(new Schedule(LONG, Arrivals.UNIFORM, 1)).start();
            await(() -> stub.received.get() > 10);
        }
        await(() -> said.stream().anyMatch(line -> line.startsWith("the coordinator is gone; sent ")));
        int sent = stub.received.get();
        await(() -> canOpen(addresses));
        assertEquals(sent, stub.received.get());
    }

    @Test
    void haveOneCoordinatorAtATime() throws Exception {
        List<AgentAddress> addresses = start(1);
        try (Agents first = open(addresses)) {
            assertEquals("it is busy with another coordinator", refusal(addresses, NO_TOKEN));
            AgentsRun run = first.prepare(new Schedule(Workload.of(1), Arrivals.UNIFORM, 1));
            run.start();
            assertEquals(1, run.recording().fired());
        }
    }

    @Test
    void askForTheToken() throws Exception {
        List<AgentAddress> addresses = List.of(start(TOKEN));
        assertEquals("it asks for the AGENT_TOKEN that it was started with", refusal(addresses, NO_TOKEN));
        assertEquals("it has another AGENT_TOKEN", refusal(addresses, AgentToken.parse("fedcba9876543210")));
        Agents.open(addresses, TOKEN, PHOTOS, target(stub.url()), said::add).close();
    }

    /** Or any page could have this machine send load, since browsers let them open WebSockets to it. */
    @Test
    void refuseBrowsersAndOthers() throws Exception {
        AgentAddress address = start(NO_TOKEN);
        assertEquals(403, status(address, EventLoop.path(), "Origin", "http://127.0.0.1"));
        assertEquals(404, status(address, "/load/0", "X", "y"));
        assertEquals(401, status(start(TOKEN), "/", "Authorization", "Bearer 0123456789abcdeF"));
    }

    /** Few bytes could be inflated to more than there is memory. */
    @Test
    void inflateNothing() throws Exception {
        AgentAddress address = start(NO_TOKEN);
        try (Socket socket = new Socket(address.host(), address.port())) {
            String handshake = String.join(
                    "\r\n",
                    "GET " + EventLoop.path() + " HTTP/1.1",
                    "Host: a",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Extensions: permessage-deflate, deflate-frame",
                    "",
                    "");
            socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 101 Switching Protocols", answer.readLine());
            for (String line = answer.readLine(); !line.isEmpty(); line = answer.readLine()) {
                assertFalse(line.toLowerCase(Locale.ROOT).contains("deflate"), line);
            }
        }
    }

    /** One photo fits, all three of them don't. */
    @Test
    void giveUpIfTheyAreToldTooMuch() throws Exception {
        AgentServer agent = AgentServer.listen(new AgentAddress("127.0.0.1", 0), NO_TOKEN, 60, said::add);
        agents.add(agent);
        assertEquals("it was told more than 0 MiB", refusal(List.of(addressOf(agent)), NO_TOKEN));
    }

    @Test
    void sayWhoIsNotThere() throws Exception {
        AgentAddress gone = start(NO_TOKEN);
        agents.get(0).close();
        assertEquals("Connection refused: /" + gone, refusal(List.of(gone), NO_TOKEN));
        AgentAddress notOne = AgentAddress.parse(stub.url().replace("http://", ""));
        String refusal = refusal(List.of(notOne), NO_TOKEN);
        assertTrue(refusal.matches("answers HTTP \\d+, which no agent of this version does"), refusal);
    }

    @Test
    void sayWhoCannotReachTheTarget() throws Exception {
        List<AgentAddress> addresses = start(2);
        AgentException e = assertThrows(
                AgentException.class,
                () -> Agents.open(addresses, NO_TOKEN, PHOTOS, target("http://127.0.0.1:1"), said::add));
        assertTrue(e.getMessage().startsWith("agent " + addresses.get(0) + ": http://127.0.0.1:1/: "), e.getMessage());
        await(() -> canOpen(addresses));
    }

    private List<AgentAddress> start(int count) throws Exception {
        List<AgentAddress> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            addresses.add(start(NO_TOKEN));
        }
        return addresses;
    }

    private AgentAddress start(Optional<AgentToken> token) throws Exception {
        AgentServer agent = AgentServer.listen(new AgentAddress("127.0.0.1", 0), token, said::add);
        agents.add(agent);
        return addressOf(agent);
    }

    private static AgentAddress addressOf(AgentServer agent) {
        return new AgentAddress("127.0.0.1", agent.port());
    }

    private Agents open(List<AgentAddress> addresses) throws Exception {
        return Agents.open(addresses, NO_TOKEN, PHOTOS, target(stub.url()), said::add);
    }

    private boolean canOpen(List<AgentAddress> addresses) {
        try {
            open(addresses).close();
            return true;
        } catch (Exception busy) {
            return false;
        }
    }

    private static AgentTarget target(String url) {
        return new AgentTarget(Protocol.HTTP, url, TIMEOUT, List.of());
    }

    /** Without the name of the first agent, which it begins with. */
    private String refusal(List<AgentAddress> addresses, Optional<AgentToken> token) {
        String message = assertThrows(
                        AgentException.class,
                        () -> Agents.open(addresses, token, PHOTOS, target(stub.url()), said::add))
                .getMessage();
        String name = "agent " + addresses.get(0) + ": ";
        assertTrue(message.startsWith(name), message);
        return message.substring(name.length());
    }

    private static int status(AgentAddress address, String path, String header, String value) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                .header(header, value)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** By instant and photo. */
    private static List<String> requests(Recording recording) {
        List<String> requests = new ArrayList<>();
        recording.records().forEach(record -> requests.add(record.intendedNanos() + " " + record.image()));
        Collections.sort(requests);
        return requests;
    }

    private static long count(Recording recording, Outcome outcome) {
        return recording.records().stream().filter(record -> record.is(outcome)).count();
    }

    private static long count(Recording recording, String error) {
        return recording.records().stream()
                .filter(record -> record.answer().error().equals(Optional.of(error)))
                .count();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within " + TIMEOUT);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
