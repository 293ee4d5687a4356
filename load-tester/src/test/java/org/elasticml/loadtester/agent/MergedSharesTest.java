package org.elasticml.loadtester.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.LatencyHistogram;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Percentiles;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.send.Schedule;
import org.elasticml.loadtester.send.Target;
import org.elasticml.loadtester.send.VirtualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In virtual time: what agents do, all of it through the bytes that they send. */
@Timeout(60)
class MergedSharesTest {
    private static final int PHOTOS = 97;
    private static final Photos NAMED = new Photos(
            IntStream.range(0, PHOTOS)
                    .mapToObj(i -> new Photo(
                            String.valueOf(i), "image/jpeg", Buffer.buffer("x".repeat(i)), Optional.of("l" + i % 5)))
                    .toList(),
            "");

    /** What becomes of a request depends on its photo, so that it does not matter who sends it. */
    private record ByPhoto(VirtualClock clock) implements Target {
        @Override
        public CompletionStage<Void> check() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Answer> send(Photo photo, Runnable onWritten) {
            onWritten.run();
            int number = Integer.parseInt(photo.name());
            CompletableFuture<Answer> end = new CompletableFuture<>();
            clock.at(clock.nanoTime() + 1_234_567L * (1 + number * number % 59), () -> end.complete(answer(number)));
            return end;
        }

        private static Answer answer(int number) {
            Outcome outcome = Outcome.values()[number % 11 < 9 ? 0 : number % 11 - 8];
            return new Answer(
                    outcome == Outcome.SUCCEEDED ? 200 : 503,
                    outcome,
                    Optional.empty(),
                    Optional.of("r" + number % 3),
                    Optional.of("stub"),
                    OptionalInt.of(number),
                    outcome == Outcome.SUCCEEDED ? Optional.empty() : Optional.of("because"));
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @EnumSource(Arrivals.class)
    void threeAgentsAreOneTester(Arrivals arrivals) throws Exception {
        Schedule schedule = new Schedule(Workload.of(200, 350.5, 0, 120.25), arrivals, 42);
        Recording one = merged(schedule, played(schedule, 1));
        Recording three = merged(schedule, played(schedule, 3));
        assertEquals(one.fired(), three.fired());
        assertIterableEquals(sorted(one), sorted(three));
        assertEquals(LatencyHistogram.of(one.records()), LatencyHistogram.of(three.records()));
        Percentiles ofOne = Percentiles.of(one.records().succeededLatenciesNanos());
        Percentiles ofThree = Percentiles.of(three.records().succeededLatenciesNanos());
        for (int permille = 1; permille <= 1000; permille++) {
            assertEquals(ofOne.millisAtPermille(permille), ofThree.millisAtPermille(permille));
        }
        assertEquals(List.of(), three.remarks().wrong());
        assertEquals(670, three.fired(), arrivals == Arrivals.POISSON ? 80 : 1);
    }

    /** What is streamed as it goes, added up, is the histogram of all requests, bucket by bucket. */
    @Test
    void histogramsAddUp() throws Exception {
        Schedule schedule = new Schedule(Workload.of(500), Arrivals.POISSON, 1);
        Histogram sum = LatencyHistogram.empty();
        List<Integer> counts = new ArrayList<>();
        play(schedule, new Share(0, 1), told -> {
            if (told instanceof Told.Going going) {
                sum.add(going.latencies());
                counts.add(going.written());
            }
        });
        RequestLog alone = merged(schedule, played(schedule, 1)).records();
        assertEquals(LatencyHistogram.of(alone), sum);
        assertEquals(alone.size(), counts.get(counts.size() - 1));
    }

    /** More rows than go into one message. */
    @Test
    void tellsOfAllRequestsOfALongRun() throws Exception {
        Schedule schedule = new Schedule(Workload.of(25_000), Arrivals.UNIFORM, 1);
        Recording two = merged(schedule, played(schedule, 2));
        assertEquals(25_000, two.fired());
        assertEquals(25_000, two.records().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theWholeShareOfADeadAgentFailed(int dead) throws Exception {
        Schedule schedule = new Schedule(Workload.of(30, 30), Arrivals.POISSON, 7);
        Recording alone = merged(schedule, played(schedule, 1));
        List<AgentShare> shares = played(schedule, 3);
        List<String> said = new ArrayList<>();
        AgentShare lost = new AgentShare("dead:1", new Share(dead, 3), said::add);
        lost.told(new Told.Going(5, 4, 1, 0, 0, LatencyHistogram.empty()));
        lost.lost("the connection was closed");
        List<AgentShare> withDead = new ArrayList<>(shares);
        withDead.set(dead, lost);
        Recording recording = merged(schedule, withDead);
        assertIterableEquals(requests(alone), requests(recording));
        assertEquals(alone.fired(), recording.fired());
        long failed = recording.records().stream()
                .filter(record -> record.answer().error().equals(Optional.of("agent dead:1 died")))
                .count();
        assertEquals((alone.fired() + 2 - dead) / 3, failed);
        assertEquals(1, said.size());
        assertTrue(said.get(0).startsWith("agent dead:1 died after "), said::toString);
        assertTrue(
                recording.remarks().lost().get(0).endsWith("the " + failed + " requests of its share count as failed"));
        Map<String, String> settings = recording.remarks().settings();
        assertTrue(settings.get("agent dead:1").contains("it had told of 4 requests sent"), settings::toString);
    }

    /** Stopped after a second: what the dead agent was to send later was not to be sent by anyone. */
    @Test
    void aDeadAgentsShareEndsWithTheRun() throws Exception {
        Schedule schedule = new Schedule(Workload.of(10, 10), Arrivals.UNIFORM, 7);
        AgentShare lost = new AgentShare("dead:1", new Share(0, 2), line -> {});
        lost.lost("no message for 5 s");
        AgentShare other = new AgentShare("other:1", new Share(1, 2), line -> {});
        other.told(new Told.Ended(0, true));
        Recording recording =
                new MergedShares(List.of(lost, other), schedule, NAMED, OptionalLong.of(1_000_000_000), 0).recording();
        assertTrue(recording.endedEarly());
        assertEquals(5, recording.fired());
    }

    @Test
    void deathAfterTheEndIsNone() throws Exception {
        Schedule schedule = new Schedule(Workload.of(10), Arrivals.UNIFORM, 7);
        List<AgentShare> shares = played(schedule, 1);
        shares.get(0).lost("the connection was closed");
        assertFalse(shares.get(0).isLost());
        assertEquals(10, merged(schedule, shares).records().size());
    }

    /** As when the agent's process stood still, and goes on long after its coordinator has given it up. */
    @Test
    void doesNotCatchUpForACoordinatorThatIsGone() throws Exception {
        VirtualClock clock = VirtualClock.exact();
        Order.Play play = new Order.Play(new Schedule(Workload.of(100), Arrivals.UNIFORM, 1), new Share(0, 1));
        AtomicInteger asked = new AtomicInteger();
        List<Told> told = new ArrayList<>();
        new PlayedShare(
                        play,
                        new ByPhoto(clock),
                        NAMED,
                        Duration.ofSeconds(1),
                        () -> asked.incrementAndGet() <= 7,
                        clock)
                .play(0, told::add);
        assertEquals(new Told.Ended(7, true), told.get(told.size() - 1));
    }

    /** Its coordinator did not miss it, but it heard nothing of its coordinator for as long, and sent no more. */
    @Test
    void whoGaveUpByItselfIsLost() throws Exception {
        Schedule schedule = new Schedule(Workload.of(20), Arrivals.UNIFORM, 7);
        List<String> said = new ArrayList<>();
        AgentShare share = new AgentShare("a:1", new Share(1, 2), said::add);
        share.told(new Told.Ended(7, false));
        List<AgentShare> shares = new ArrayList<>(played(schedule, 2));
        shares.set(1, share);
        Recording recording = merged(schedule, shares);
        assertEquals(20, recording.fired());
        assertEquals(20, recording.records().size());
        assertFalse(recording.endedEarly());
        assertEquals(
                List.of("agent a:1 gave up after 7 of its 10 requests: the 10 requests of its share count as failed"),
                recording.remarks().lost());
        assertEquals(1, said.size());
    }

    @Test
    void isLostOnce() {
        List<String> said = new ArrayList<>();
        AgentShare share = new AgentShare("a:1", new Share(0, 1), said::add);
        share.lost("the connection was closed");
        share.lost("the connection was closed");
        assertEquals(1, said.size());
    }

    /** Its requests are in the recording; of a long run they are not to be in memory twice. */
    @Test
    void keepsNoRequestsTwice() throws Exception {
        Schedule schedule = new Schedule(Workload.of(20), Arrivals.UNIFORM, 7);
        List<AgentShare> shares = played(schedule, 1);
        assertEquals(20, merged(schedule, shares).records().size());
        assertEquals(0, shares.get(0).records().size());
    }

    @Test
    void saysThatCountsDiffer() throws Exception {
        Schedule schedule = new Schedule(Workload.of(20), Arrivals.UNIFORM, 7);
        AgentShare share = new AgentShare("a:1", new Share(0, 1), line -> {});
        play(schedule, new Share(0, 1), share::told);
        Histogram another = LatencyHistogram.empty();
        another.recordValue(1);
        share.told(new Told.Going(1, 20, 0, 0, 0, another));
        assertEquals(1, merged(schedule, List.of(share)).remarks().wrong().size());
    }

    private static List<AgentShare> played(Schedule schedule, int agents) throws Exception {
        List<AgentShare> shares = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            AgentShare share = new AgentShare("a:" + i, new Share(i, agents), line -> {});
            play(schedule, new Share(i, agents), share::told);
            assertTrue(share.end().isDone());
            shares.add(share);
        }
        return shares;
    }

    private interface Listener {
        void told(Told message);
    }

    private static void play(Schedule schedule, Share share, Listener listener) throws Exception {
        VirtualClock clock = VirtualClock.exact();
        Order.Play play = (Order.Play) Message.decode(new Order.Play(schedule, share).encoded(), Order.class);
        new PlayedShare(play, new ByPhoto(clock), NAMED, Duration.ofSeconds(1), () -> true, clock)
                .play(5_000_000_000L, told -> listener.told(decoded(told)));
    }

    private static Told decoded(Told told) {
        try {
            return Message.decode(told.encoded(), Told.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Recording merged(Schedule schedule, List<AgentShare> shares) {
        return new MergedShares(shares, schedule, NAMED, OptionalLong.empty(), 0).recording();
    }

    /** Those due at the same instant in the order of their photos. */
    private static List<RequestRecord> sorted(Recording recording) {
        return recording.records().stream()
                .sorted((one, other) -> one.intendedNanos() == other.intendedNanos()
                        ? one.image().compareTo(other.image())
                        : Long.compare(one.intendedNanos(), other.intendedNanos()))
                .toList();
    }

    /** What was asked for, whatever became of it. */
    private static List<String> requests(Recording recording) {
        return sorted(recording).stream()
                .map(record ->
                        record.intendedNanos() + " " + record.image() + " " + record.bytes() + " " + record.trueLabel())
                .toList();
    }
}
