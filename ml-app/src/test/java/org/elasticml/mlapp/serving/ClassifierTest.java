package org.elasticml.mlapp.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.elasticml.mlapp.image.ImageDecoder;
import org.elasticml.mlapp.model.Network;
import org.elasticml.mlapp.model.Precision;
import org.elasticml.mlapp.serving.BatchRule.Reason;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.WeightsFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real network on one thread, which does not begin before the test lets it; batches of up to 4, a queue of 8. */
class ClassifierTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final int CAPACITY = 8;
    private static Network network;
    private static byte[] photo;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch busy = new CountDownLatch(1);
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final List<Reason> reasons = new CopyOnWriteArrayList<>();
    private Classifier classifier;

    @BeforeAll
    static void load() throws Exception {
        network =
                Network.load(FoldedResNet18.of(WeightsFile.read(GOLDEN.resolve("narrow.safetensors"))), Precision.FP32);
        photo = Files.readAllBytes(GOLDEN.resolve("square-1.png"));
    }

    @AfterAll
    static void unload() {
        network.close();
    }

    @AfterEach
    void end() {
        gate.countDown();
        classifier.close();
    }

    /** Expects each photo to take so long; the real ones take milliseconds. */
    private void start(Duration maxDelay, double expectedSeconds) {
        BatchRunner runner = new BatchRunner(
                ImageDecoder.imageIo("enough here"),
                network,
                IntStream.range(0, 10).mapToObj(i -> "class " + i).toList());
        classifier = new Classifier(
                (jobs, times) -> {
                    busy.countDown();
                    await(gate);
                    batches.add(jobs.size());
                    runner.run(jobs, times);
                },
                Executors.newFixedThreadPool(1),
                1,
                new BatchRule(4, maxDelay.toNanos()),
                CAPACITY,
                new ServiceTimes(new TreeMap<>(Map.of(1, expectedSeconds)), 0),
                new Classifier.Observer() {
                    @Override
                    public void left(Reason reason) {
                        reasons.add(reason);
                    }

                    @Override
                    public void waited(double seconds) {}

                    @Override
                    public void served(BatchTimes times) {}
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CompletableFuture<Classification> classify(byte[] image, OptionalLong deadlineNanos) throws Overloaded {
        return classifier.classify(image, 1, deadlineNanos).toCompletableFuture();
    }

    private CompletableFuture<Classification> classify() throws Overloaded {
        return classify(photo, OptionalLong.empty());
    }

    /** One that the thread is busy with until the gate opens. */
    private CompletableFuture<Classification> occupy() throws Overloaded {
        CompletableFuture<Classification> first = classify();
        await(busy);
        return first;
    }

    private List<CompletableFuture<Classification>> classify(int count) throws Overloaded {
        List<CompletableFuture<Classification>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(classify());
        }
        return answers;
    }

    private static OptionalLong in(Duration duration) {
        return OptionalLong.of(System.nanoTime() + duration.toNanos());
    }

    private static void assertClassified(CompletableFuture<Classification> answer) {
        assertEquals("class 1", answer.join().top().get(0).label());
    }

    @Test
    void aFreeThreadTakesAllThatWaitsUpToTheCap() throws Exception {
        start(Duration.ZERO, 0);
        CompletableFuture<Classification> first = occupy();
        List<CompletableFuture<Classification>> waiting = classify(6);
        gate.countDown();
        assertClassified(first);
        waiting.forEach(ClassifierTest::assertClassified);
        assertEquals(List.of(1, 4, 2), batches);
        assertEquals(List.of(Reason.IDLE, Reason.FULL, Reason.IDLE), reasons);
    }

    @Test
    void withADelayABatchWaitsUntilItIsFull() throws Exception {
        start(Duration.ofHours(1), 0);
        gate.countDown();
        classify(4).forEach(ClassifierTest::assertClassified);
        assertEquals(List.of(4), batches);
        assertEquals(List.of(Reason.FULL), reasons);
    }

    @Test
    void withADelayABatchLeavesWhenItsOldestHasWaitedLongEnough() throws Exception {
        start(Duration.ofMillis(1), 0);
        gate.countDown();
        assertClassified(classify());
        assertEquals(List.of(Reason.DELAY), reasons);
    }

    @Test
    void aFullQueueRefusesAndSaysWhenToComeAgain() throws Exception {
        start(Duration.ZERO, 100);
        occupy();
        classify(CAPACITY);
        Overloaded e = assertThrows(Overloaded.class, this::classify);
        assertEquals("this replica's queue is full: 8 images wait", e.getMessage());
        assertEquals(1_000, e.retryAfterSeconds(), 60, "the one in work, two batches of four, and itself");
    }

    /** 100 s are expected of the one in work, and 100 more of the next. */
    @Test
    void whoAsksForAnAnswerSoonerThanItCanBeIsRefused() throws Exception {
        start(Duration.ZERO, 100);
        occupy();
        Overloaded e = assertThrows(Overloaded.class, () -> classify(photo, in(Duration.ofSeconds(120))));
        assertTrue(e.getMessage().matches("the answer is expected in \\d+ ms, and the deadline is in \\d+ ms"));
        assertEquals(80, e.retryAfterSeconds(), 60);
        CompletableFuture<Classification> patient = classify(photo, in(Duration.ofSeconds(300)));
        gate.countDown();
        assertClassified(patient);
    }

    /** Its turn comes late: that it is not an image is never found out. */
    @Test
    void whatIsLateWhenItsTurnComesIsNotDecoded() throws Exception {
        start(Duration.ZERO, 0);
        occupy();
        OptionalLong deadline = in(Duration.ofMillis(50));
        byte[] garbage = "garbage".getBytes(StandardCharsets.US_ASCII);
        CompletableFuture<Classification> late = classify(garbage, deadline);
        CompletableFuture<Classification> other = classify();
        while (System.nanoTime() - deadline.getAsLong() < 0) {
            Thread.onSpinWait();
        }
        gate.countDown();
        assertInstanceOf(
                TooLate.class,
                assertThrows(CompletionException.class, late::join).getCause());
        assertClassified(other);
        assertEquals(List.of(1, 1), batches, "the other one went alone");
    }

    @Test
    void whatIsLateAlreadyIsNotQueued() throws Exception {
        start(Duration.ZERO, 0);
        CompletableFuture<Classification> late = classify(photo, in(Duration.ofMillis(-1)));
        assertInstanceOf(
                TooLate.class,
                assertThrows(CompletionException.class, late::join).getCause());
        assertEquals(List.of(), reasons);
    }

    @Test
    void noWorkIsDoneForOneThatHasGone() throws Exception {
        start(Duration.ZERO, 0);
        occupy();
        classify().cancel(false);
        CompletableFuture<Classification> other = classify();
        gate.countDown();
        assertClassified(other);
        assertEquals(List.of(1, 1), batches);
    }

    @Test
    void closingAnswersWhatWasTakenAndTakesNoMore() throws Exception {
        start(Duration.ofHours(1), 0);
        List<CompletableFuture<Classification>> taken = new ArrayList<>(classify(6));
        await(busy);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(classifier::close);
        String refusal = "";
        while (!refusal.equals("this replica stops")) {
            try {
                taken.add(classify());
            } catch (Overloaded e) {
                refusal = e.getMessage();
            }
        }
        gate.countDown();
        taken.forEach(ClassifierTest::assertClassified);
        closed.join();
        assertEquals(taken.size(), batches.stream().mapToInt(Integer::intValue).sum());
    }
}
