package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.elasticml.dispatcher.service.ResultState.Absent;
import org.elasticml.dispatcher.service.ResultState.Answered;
import org.elasticml.web.ProblemException;
import org.junit.jupiter.api.Test;

/** In virtual time: two may be unanswered, results are kept for ten seconds and of a thousand bytes. */
class MemoryResultsTest {
    private static final long TTL_NANOS = 10_000_000_000L;
    private static final Buffer CAT = Buffer.buffer("{\"label\":\"cat\"}");

    private long now = Long.MAX_VALUE - 5; // it may overflow
    private final MemoryResults results = new MemoryResults(2, Duration.ofNanos(TTL_NANOS), 1000, () -> now);

    private static Optional<ResultState> is(ResultState state) {
        return Optional.of(state);
    }

    private String refusal() {
        ProblemException e = assertThrows(ProblemException.class, () -> results.accept("refused"));
        assertEquals(503, e.status());
        assertEquals(1, e.retryAfterSeconds());
        assertEquals(
                e.getMessage(),
                assertThrows(ProblemException.class, results::requireRoom).getMessage());
        assertEquals(Optional.empty(), results.state("refused"));
        return e.getMessage();
    }

    @Test
    void isPendingThenAnsweredThenGone() {
        assertEquals(Optional.empty(), results.state("a"));
        results.accept("a");
        now += 2 * TTL_NANOS;
        assertEquals(is(Absent.PENDING), results.state("a"));
        results.answer("a", CAT);
        now += TTL_NANOS - 1;
        assertEquals(is(new Answered(CAT)), results.state("a"));
        assertEquals(is(new Answered(CAT)), results.state("a"));
        now++;
        assertEquals(Optional.empty(), results.state("a"));
    }

    @Test
    void expiresEachByItsOwnAnswer() {
        results.accept("a");
        results.accept("b");
        results.answer("b", CAT);
        now += TTL_NANOS / 2;
        results.answer("a", CAT);
        now += TTL_NANOS / 2;
        assertEquals(Optional.empty(), results.state("b"));
        assertEquals(is(new Answered(CAT)), results.state("a"));
    }

    @Test
    void refusesWhatExceedsTheCapacity() {
        results.accept("a");
        results.accept("b");
        assertEquals("too many asynchronous requests are unanswered", refusal());
        results.answer("a", CAT);
        results.accept("c");
        refusal();
        results.withdraw("c");
        assertEquals(Optional.empty(), results.state("c"));
        results.accept("d");
    }

    @Test
    void refusesRatherThanDropAResultEarly() {
        results.accept("a");
        results.accept("b");
        results.answer("a", Buffer.buffer(new byte[900]));
        assertEquals("too many results of asynchronous requests are kept", refusal());
        results.answer("b", CAT);
        now += TTL_NANOS - 1;
        assertTrue(results.state("a").isPresent() && results.state("b").isPresent());
        now++;
        results.accept("c");
    }

    @Test
    void tellsAllWhoWaitOnce() {
        results.accept("a");
        List<ResultState> heard = new ArrayList<>();
        Consumer<ResultState> one = heard::add;
        Consumer<ResultState> other = heard::add;
        Consumer<ResultState> gone = heard::add;
        for (Consumer<ResultState> waiter : List.of(one, other, gone)) {
            assertEquals(is(Absent.PENDING), results.await("a", waiter));
        }
        assertEquals(3, results.waiters());
        results.leave("a", gone);
        assertEquals(2, results.waiters());
        results.answer("a", CAT);
        assertEquals(List.of(new Answered(CAT), new Answered(CAT)), heard);
        assertEquals(0, results.waiters());
        results.leave("a", one);
        assertEquals(is(new Answered(CAT)), results.await("a", one));
        assertEquals(Optional.empty(), results.await("unknown", one));
        results.leave("unknown", one);
        assertEquals(0, results.waiters());
        assertEquals(2, heard.size());
    }

    /** Each of many threads accepts, waits, answers and reads; every waiter hears of its answer. */
    @Test
    void isThreadSafe() throws Exception {
        int threads = 8;
        int each = 500;
        MemoryResults many = new MemoryResults(threads, Duration.ofNanos(1), Long.MAX_VALUE, System::nanoTime);
        CountDownLatch heard = new CountDownLatch(threads * each);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> ends = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String prefix = t + "-";
            ends.add(pool.submit(() -> {
                for (int i = 0; i < each; i++) {
                    many.accept(prefix + i);
                    many.await(prefix + i, state -> heard.countDown());
                    many.answer(prefix + i, CAT);
                    many.state(prefix + i);
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        pool.shutdown();
        assertEquals(0, heard.getCount());
        assertEquals(0, many.waiters());
    }
}
