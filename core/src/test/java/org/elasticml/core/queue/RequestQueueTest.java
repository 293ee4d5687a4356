package org.elasticml.core.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
    private static final long AGING = 1000;

    private long now;
    private final RequestQueue<String> queue = new RequestQueue<>(4, AGING);

    private RequestQueue.Entry<String> offer(String item, Priority priority, long deadlineNanos) {
        return queue.offer(item, priority, now, Long.MAX_VALUE, deadlineNanos).orElseThrow();
    }

    private List<String> drained() {
        List<String> items = new ArrayList<>();
        for (Optional<RequestQueue.Entry<String>> next = queue.poll(now); next.isPresent(); next = queue.poll(now)) {
            items.add(next.get().item());
        }
        return items;
    }

    @Test
    void leavesByPriorityThenDeadlineThenArrival() {
        offer("normal, late", Priority.NORMAL, 90);
        offer("low, early", Priority.LOW, 10);
        offer("normal, early", Priority.NORMAL, 20);
        offer("high, late", Priority.HIGH, 99);
        assertEquals(List.of("high, late", "normal, early", "normal, late", "low, early"), drained());
        offer("first", Priority.NORMAL, 50);
        offer("second", Priority.NORMAL, 50);
        assertEquals(List.of("first", "second"), drained());
    }

    @Test
    void whoIsLateLetsThoseOfTheSamePriorityGoFirst() {
        queue.offer("late", Priority.NORMAL, now, 10, 100);
        queue.offer("in time", Priority.NORMAL, now, 20, 110);
        queue.offer("low", Priority.LOW, now, 30, 90);
        now = 11;
        assertEquals(1, queue.ahead(Priority.NORMAL, now, 120), "who is late is not ahead of a newcomer");
        assertEquals(List.of("in time", "late", "low"), drained());
    }

    @Test
    void whoIsLateAgesAndExpiresAsOthersDo() {
        queue.offer("late", Priority.NORMAL, now, 10, 3 * AGING);
        now = AGING;
        assertEquals(0, queue.ahead(Priority.NORMAL, now, 3 * AGING) - 1, "it counts as of the higher priority");
        queue.offer("gone", Priority.LOW, now, 10, 2 * AGING);
        now = 2 * AGING;
        assertEquals("gone", queue.expire(now).get(0).item());
        assertEquals(List.of("late"), drained());
    }

    @Test
    void shedsThoseThatAreLateAndNoOthers() {
        queue.offer("late", Priority.LOW, now, 10, 100);
        queue.offer("late as well", Priority.HIGH, now, 10, 90);
        queue.offer("in time", Priority.NORMAL, now, 20, 110);
        now = 15;
        assertEquals(
                List.of("late as well", "late"),
                queue.shed(now).stream().map(RequestQueue.Entry::item).toList());
        assertEquals(1, queue.size());
        assertEquals(List.of("in time"), drained());
        assertEquals(List.of(), queue.shed(now));
    }

    @Test
    void refusesWhenFullAndTakesAgainAfterwards() {
        for (int i = 0; i < 4; i++) {
            offer("waiting", Priority.NORMAL, i);
        }
        assertTrue(queue.offer("one too many", Priority.HIGH, 0, 1, 1).isEmpty());
        queue.poll(now);
        offer("fits again", Priority.NORMAL, 1);
        assertEquals(4, queue.size());
    }

    @Test
    void whatWasTakenGoesBackToItsPlaceEvenIntoAFullQueue() {
        offer("first", Priority.NORMAL, 50);
        offer("second", Priority.NORMAL, 50);
        RequestQueue.Entry<String> first = queue.poll(now).orElseThrow();
        offer("third", Priority.NORMAL, 50);
        offer("fourth", Priority.NORMAL, 50);
        offer("fifth", Priority.NORMAL, 50);
        queue.restore(first);
        assertEquals(5, queue.size());
        assertEquals(List.of("first", "second", "third", "fourth", "fifth"), drained());
    }

    @Test
    void expiresAtTheDeadlineAndNotBefore() {
        offer("overdue", Priority.LOW, 10);
        offer("at the deadline", Priority.HIGH, 20);
        offer("just before", Priority.NORMAL, 21);
        assertEquals(
                List.of("overdue", "at the deadline"),
                queue.expire(20).stream().map(RequestQueue.Entry::item).toList());
        assertEquals(List.of("just before"), drained());
    }

    @Test
    void ofTwoThatExpireAtOnceBothAreFound() {
        offer("one", Priority.NORMAL, 10);
        offer("other", Priority.NORMAL, 10);
        assertEquals(2, queue.expire(10).size());
        assertTrue(queue.isEmpty());
    }

    @Test
    void whoWaitsLongCountsAsOfTheNextHigherPriority() {
        offer("low", Priority.LOW, 90_000);
        now = AGING - 1;
        offer("normal", Priority.NORMAL, 99_000);
        assertEquals("normal", queue.poll(now).orElseThrow().item());
        now = AGING;
        offer("normal, later deadline", Priority.NORMAL, 99_000);
        offer("high", Priority.HIGH, 99_999);
        assertEquals(List.of("high", "low", "normal, later deadline"), drained());

        now = 5 * AGING;
        offer("low", Priority.LOW, 90_000);
        now = 7 * AGING;
        offer("high, later deadline", Priority.HIGH, 99_000);
        assertEquals(List.of("low", "high, later deadline"), drained());
    }

    @Test
    void ageIsKeptWhenItGoesBack() {
        offer("low", Priority.LOW, 90_000);
        now = AGING;
        RequestQueue.Entry<String> low = queue.poll(now).orElseThrow();
        offer("normal", Priority.NORMAL, 99_000);
        queue.restore(low);
        assertEquals(List.of("low", "normal"), drained());
    }

    @Test
    void countsWhoWouldLeaveBeforeANewcomer() {
        offer("high", Priority.HIGH, 500);
        offer("normal, early", Priority.NORMAL, 100);
        offer("normal, late", Priority.NORMAL, 300);
        offer("low", Priority.LOW, 50);
        assertEquals(0, queue.ahead(Priority.HIGH, now, 400));
        assertEquals(1, queue.ahead(Priority.HIGH, now, 500));
        assertEquals(2, queue.ahead(Priority.NORMAL, now, 200));
        assertEquals(3, queue.ahead(Priority.NORMAL, now, 300));
        assertEquals(4, queue.ahead(Priority.LOW, now, 50));
        now = AGING;
        assertEquals(4, queue.ahead(Priority.NORMAL, now, 10_000), "the low one counts as normal by now");
    }

    @Test
    void whoIsRemovedIsGone() {
        RequestQueue.Entry<String> one = offer("one", Priority.LOW, 10);
        offer("other", Priority.LOW, 20);
        assertTrue(queue.remove(one));
        assertFalse(queue.remove(one));
        assertTrue(queue.expire(10).isEmpty());
        assertEquals(List.of("other"), drained());
    }

    @Test
    void needsRoomForOne() {
        assertThrows(IllegalArgumentException.class, () -> new RequestQueue<String>(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new RequestQueue<String>(1, 0));
    }
}
