package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Questions are futures that the tests complete. */
class SingleFlightTest {
    private static final RuntimeException WRONG = new IllegalArgumentException("wrong whoever asks");
    private static final RuntimeException LATE = new IllegalStateException("late for the one who asked");

    private final List<CompletableFuture<String>> questions = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();
    private final SingleFlight<String, String> flights =
            new SingleFlight<>((key, answer) -> answered.add(key + answer), failure -> failure == WRONG);

    private SingleFlight.Joined<String> join(String key) {
        return flights.join(key, () -> {
            questions.add(new CompletableFuture<>());
            return questions.get(questions.size() - 1);
        });
    }

    private static Throwable failure(SingleFlight.Joined<String> joined) {
        return assertThrows(CompletionException.class, joined.answer()::join).getCause();
    }

    @Test
    void threeAskOnce() {
        var first = join("k");
        var second = join("k");
        var third = join("k");
        assertEquals(List.of(true, false, false), List.of(first.leads(), second.leads(), third.leads()));
        assertEquals(1, questions.size());
        questions.get(0).complete("a");
        assertEquals(
                "aaa",
                first.answer().join() + second.answer().join() + third.answer().join());
        assertEquals(List.of("ka"), answered);
        assertEquals(0, flights.size());
        assertTrue(join("k").leads(), "the next asks anew");
    }

    @Test
    void otherKeysAskForThemselves() {
        assertTrue(join("k").leads());
        assertTrue(join("l").leads());
        assertEquals(2, questions.size());
    }

    @Test
    void whatIsWrongWhoeverAsksIsWrongForAll() {
        var leader = join("k");
        var follower = join("k");
        questions.get(0).completeExceptionally(WRONG);
        assertEquals(WRONG, failure(leader));
        assertEquals(WRONG, failure(follower));
        assertEquals(1, questions.size());
        assertEquals(List.of(), answered);
    }

    @Test
    void anotherFailureIsTheLeadersAloneAndTheOthersAskOnceMore() {
        var leader = join("k");
        var second = join("k");
        var third = join("k");
        questions.get(0).completeExceptionally(LATE);
        assertEquals(LATE, failure(leader));
        assertEquals(2, questions.size(), "one asks for both");
        questions.get(1).complete("a");
        assertEquals("aa", second.answer().join() + third.answer().join());
    }

    @Test
    void oneThatIsRefusedAtOnceEndsAtOnce() {
        var refused = flights.join("k", () -> {
            throw LATE;
        });
        assertEquals(LATE, failure(refused));
        assertTrue(join("k").leads());
    }

    @Test
    void followersThatAreRefusedAtOnceEndEachByItself() {
        var leader = join("k");
        List<SingleFlight.Joined<String>> followers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            followers.add(flights.join("k", () -> {
                throw LATE;
            }));
        }
        questions.get(0).completeExceptionally(LATE);
        assertEquals(LATE, failure(leader));
        followers.forEach(follower -> assertEquals(LATE, failure(follower)));
    }

    @Test
    void whoLeavesTakesTheAnswerFromNobody() {
        var leader = join("k");
        var follower = join("k");
        leader.answer().cancel(false);
        assertFalse(questions.get(0).isCancelled());
        questions.get(0).complete("a");
        assertEquals("a", follower.answer().join());
    }

    @Test
    void whenNobodyIsLeftTheQuestionIsCalledOff() {
        var leader = join("k");
        var follower = join("k");
        follower.answer().cancel(false);
        leader.answer().cancel(false);
        assertTrue(questions.get(0).isCancelled());
        assertEquals(0, flights.size());
        assertTrue(join("k").leads());
    }

    @Test
    void oneThatAskedOnceMoreCanLeaveAsWell() {
        join("k");
        var second = join("k");
        questions.get(0).completeExceptionally(LATE);
        second.answer().cancel(false);
        assertTrue(questions.get(1).isCancelled());
    }

    /** Many threads, one key, answers that come at once: each gets one, and no flight is left over. */
    @Test
    void holdsUnderManyThreads() throws Exception {
        int threads = 4;
        SingleFlight<String, Integer> busy = new SingleFlight<>((key, answer) -> {}, failure -> false);
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Integer>> sums = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            sums.add(pool.submit(() -> {
                int sum = 0;
                together.await();
                for (int i = 0; i < 2000; i++) {
                    var joined = busy.join("k", () -> CompletableFuture.supplyAsync(() -> 1));
                    if (i % 7 == 0) {
                        joined.answer().cancel(false);
                        sum++;
                    } else {
                        sum += joined.answer().get(30, TimeUnit.SECONDS);
                    }
                }
                return sum;
            }));
        }
        for (Future<Integer> sum : sums) {
            assertEquals(2000, sum.get());
        }
        pool.shutdown();
        assertEquals(0, busy.size());
    }
}
