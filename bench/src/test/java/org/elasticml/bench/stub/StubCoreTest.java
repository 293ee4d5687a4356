package org.elasticml.bench.stub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StubCoreTest {
    private static final long MS = 1_000_000;
    private static final long NEVER = 1_000_000 * MS;

    /** 10 ms an image, up to 2 at a time. */
    private final StubCore<String> core = new StubCore<>(new ServiceCurve(0, 10, 0), 2, new Random(1), 0);

    private StubCore.Batch<String> begin(long nowMillis) {
        return core.begin(nowMillis * MS).orElseThrow();
    }

    @Test
    void servesTogetherWhatWaitsUpToTheBestBatch() {
        assertTrue(core.offer("a", 100 * MS, NEVER));
        assertEquals(new StubCore.Batch<>(List.of("a"), List.of(), 110 * MS), begin(100));
        for (String job : List.of("b", "c", "d")) {
            assertTrue(core.offer(job, 101 * MS, NEVER));
        }
        assertEquals(Optional.empty(), core.begin(105 * MS), "the core is busy");
        core.end();
        assertEquals(new StubCore.Batch<>(List.of("b", "c"), List.of(), 130 * MS), begin(110));
        core.end();
        assertEquals(List.of("d"), begin(130).served());
        assertFalse(core.isEmpty());
        core.end();
        assertTrue(core.isEmpty());
    }

    @Test
    void aTimerThatIsLateDoesNotSlowTheCoreDownButStandingStillDoes() {
        core.offer("a", 100 * MS, NEVER);
        begin(100);
        core.offer("b", 101 * MS, NEVER);
        core.end();
        assertEquals(120 * MS, begin(113).endNanos(), "3 ms late");
        core.offer("c", 121 * MS, NEVER);
        core.end();
        assertEquals(10_010 * MS, begin(10_000).endNanos(), "it stood still");
    }

    @Test
    void refusesWhatWouldComeTooLate() {
        core.offer("a", 0, NEVER);
        begin(0);
        core.offer("b", 0, NEVER);
        assertEquals(30 * MS, core.expectedEndNanos(0), "a's 10 ms, then b and this one");
        assertFalse(core.offer("c", 0, 29 * MS));
        assertTrue(core.offer("c", 0, 30 * MS));
    }

    @Test
    void doesNoWorkForWhatIsLateAlready() {
        core.offer("a", 0, 10 * MS);
        core.offer("b", 0, 20 * MS);
        assertEquals(new StubCore.Batch<>(List.of("b"), List.of("a"), 25 * MS), begin(15));
        core.end();
        core.offer("c", 40 * MS, 50 * MS);
        assertEquals(List.of("c"), begin(60).late());
        assertTrue(core.isEmpty(), "there is nothing to be ended");
    }

    @Test
    void takesNoMoreThanMayWait() {
        for (int i = 0; i < StubCore.CAPACITY; i++) {
            assertTrue(core.offer("", 0, NEVER));
        }
        assertFalse(core.offer("", 0, NEVER));
    }

    @Test
    void canBeMadeSlow() {
        core.slowDown(3);
        core.offer("a", 0, NEVER);
        assertEquals(30 * MS, begin(0).endNanos());
    }
}
