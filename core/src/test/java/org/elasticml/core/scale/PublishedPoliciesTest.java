package org.elasticml.core.scale;

import static org.elasticml.core.scale.Sights.LIMITS;
import static org.elasticml.core.scale.Sights.after;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;

class PublishedPoliciesTest {
    private final ScalingPolicy hpa = Policies.named("hpa-70", LIMITS);

    /** The decision at {@code to}, after every second from {@code from} on at a steady utilisation. */
    private Decision hpa(int from, int to, double utilisation, int ready, int booting) {
        Decision last = null;
        for (int t = from; t <= to; t++) {
            last = hpa.decide(Sights.busy(t, busy += utilisation * ready, ready, booting));
        }
        return last;
    }

    private double busy;

    /** Read at 0 and 10 s, scraped at 0 and 15: not before that is there a use. ⌈2 × 100 ÷ 70⌉ = 3. */
    @Test
    void hpaActsWhenTheSecondScrapeIsThere() {
        assertEquals(2, after(hpa(0, 14, 1, 2, 0), 2));
        assertEquals(3, after(hpa(15, 15, 1, 2, 0), 2));
    }

    /** Scraped at 0 and 30 s. */
    @Test
    void hpaActsLaterOnMetricsThatAreCollectedLessOften() {
        ScalingPolicy late = Policies.named("hpa-70-30s", LIMITS);
        for (int t = 0; t < 30; t++) {
            assertEquals(2, after(late.decide(Sights.busy(t, 2 * t, 2, 0)), 2), "at " + t);
        }
        assertEquals(3, after(late.decide(Sights.busy(30, 60, 2, 0)), 2));
    }

    /** 0.77 ÷ 0.7 = 1.1 is tolerated, 0.78 is not: ⌈10 × 78 ÷ 70⌉ = 12. */
    @Test
    void hpaToleratesATenth() {
        assertEquals(10, after(hpa(0, 15, 0.77, 10, 0), 10));
        assertEquals(12, after(hpa(16, 45, 0.78, 10, 0), 10));
    }

    @Test
    void hpaAddsFourOrDoubles() {
        ScalingPolicy low = Policies.named("hpa-10", LIMITS);
        low.decide(Sights.busy(0, 0, 2, 0));
        low.decide(Sights.busy(10, 20, 2, 0));
        assertEquals(6, after(low.decide(Sights.busy(15, 30, 2, 0)), 2));
    }

    /** All at 100 % on 3 of 6: 3 × 1.43 ÷ 6 = 0.71 would turn the way, so nothing. */
    @Test
    void hpaCountsThoseNotReadyAsIdleOnTheWayUp() {
        hpa(0, 14, 1, 3, 0);
        assertEquals(6, after(hpa(15, 15, 1, 3, 3), 6));
    }

    @Test
    void hpaGoesDownAfterFiveMinutesAndNotBefore() {
        assertEquals(10, after(hpa(0, 299, 0.07, 10, 0), 10));
        assertEquals(1, after(hpa(300, 300, 0.07, 10, 0), 10));
    }

    /** 2 at a time ÷ 0.7 = 3; averaged over what was seen. */
    @Test
    void kpaAimsForItsTarget() {
        ScalingPolicy kpa = Policies.named("kpa-1", LIMITS);
        kpa.decide(Sights.concurrency(0, 0, 1));
        assertInstanceOf(Decision.Hold.class, kpa.decide(Sights.concurrency(1, 2, 1)));
        assertEquals(3, after(kpa.decide(Sights.concurrency(2, 4, 1)), 1));
    }

    /** After a minute at 0.7, six seconds at 7 ask for 10 in a panic, though the minute's average asks for 2 of 1.33. */
    @Test
    void kpaPanicsAndDoesNotGoDownForAMinuteAfter() {
        ScalingPolicy kpa = Policies.named("kpa-1", LIMITS);
        double total = 0;
        Decision decision = null;
        for (int t = 0; t <= 60; t++) {
            decision = kpa.decide(Sights.concurrency(t, total += 0.69, 1));
        }
        assertEquals(1, after(decision, 1));
        for (int t = 61; t <= 66; t++) {
            decision = kpa.decide(Sights.concurrency(t, total += 7, 1));
        }
        assertEquals(10, after(decision, 1));
        for (int t = 67; t <= 126; t++) {
            decision = kpa.decide(Sights.concurrency(t, total += 0.69, 10));
        }
        assertEquals(10, after(decision, 10));
        decision = kpa.decide(Sights.concurrency(128, total + 1.4, 10));
        assertEquals(5, after(decision, 10), "not below a half at a time");
    }

    @Test
    void kpaWithSeveralReplicasBeginsInAPanic() {
        ScalingPolicy kpa = Policies.named("kpa-1", LIMITS);
        kpa.decide(Sights.concurrency(0, 0, 4));
        assertEquals(4, after(kpa.decide(Sights.concurrency(2, 0, 4)), 4));
    }

    @Test
    void queueAsksForOneAForEachFive() {
        ScalingPolicy queue = Policies.named("queue", LIMITS);
        assertEquals(3, after(queue.decide(Sights.queue(0, 11, 1)), 1));
        assertEquals(3, after(queue.decide(Sights.queue(14, 99, 3)), 3), "between two polls");
        assertEquals(20, after(queue.decide(Sights.queue(15, 99, 3)), 3));
        for (int t = 30; t < 315; t += 15) {
            assertEquals(20, after(queue.decide(Sights.queue(t, 0, 20)), 20), "at " + t);
        }
        assertEquals(1, after(queue.decide(Sights.queue(315, 0, 20)), 20));
    }

    @Test
    void fixedIsFixed() {
        ScalingPolicy fixed = Policies.named("fixed-3", LIMITS);
        assertEquals(3, after(fixed.decide(Sights.queue(0, 0, 1)), 1));
        assertInstanceOf(Decision.Hold.class, fixed.decide(Sights.queue(1, 0, 3)));
    }
}
