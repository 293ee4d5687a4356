package org.elasticml.loadtester.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** In virtual time. */
class SilenceTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private long nowMillis;
    private long dueMillis;
    private int times;
    private final Silence silence = new Silence(this::in, () -> times++);

    private void in(long millis, Runnable task) {
        dueMillis = nowMillis + millis;
        tasks.add(task);
    }

    private void passUntil(long millis) {
        while (!tasks.isEmpty() && dueMillis <= millis) {
            nowMillis = dueMillis;
            tasks.remove().run();
        }
        nowMillis = millis;
    }

    @Test
    void isNoticedOnceAfterFiveSeconds() {
        passUntil(5_000);
        assertEquals(0, times);
        passUntil(5_500);
        assertEquals(1, times);
        passUntil(60_000);
        assertEquals(1, times);
    }

    @Test
    void isNoneWhileAnythingIsHeard() {
        for (long second = 4; second <= 40; second += 4) {
            passUntil(second * 1000);
            silence.heard();
        }
        passUntil(45_000);
        assertEquals(0, times);
        passUntil(45_500);
        assertEquals(1, times);
    }

    /** Ten seconds without a tick are one late tick: what came meanwhile is heard before the next. */
    @Test
    void doesNotCountTheTimeInWhichThisProcessStoodStill() {
        nowMillis = 10_000;
        tasks.remove().run();
        assertEquals(0, times);
    }

    @Test
    void isNotNoticedAfterTheEnd() {
        silence.end();
        passUntil(60_000);
        assertEquals(0, times);
    }
}
