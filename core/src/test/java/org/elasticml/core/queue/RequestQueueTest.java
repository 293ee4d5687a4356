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
    private final RequestQueue<String> queue = new RequestQueue<>(AGING);

    private RequestQueue.Entry<String> add(String item, Priority priority, long deadlineNanos) {
        return queue.add(item, priority, now, Long.MAX_VALUE, deadlineNanos);
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
        add("normal, late", Priority.NORMAL, 90);
        add("low, early", Priority.LOW, 10);
        add("normal, early", Priority.NORMAL, 20);
        add("high, late", Priority.HIGH, 99);
        assertEquals(List.of("high, late", "normal, early", "normal, late", "low, early"), drained());
        add("first", Priority.NORMAL, 50);
        add("second", Priority.NORMAL, 50);
        assertEquals(List.of("first", "second"), drained());
    }

    @Test
    void whoIsLateLetsThoseOfTheSamePriorityGoFirst() {
        queue.add("late", Priority.NORMAL, now, 10, 100);
        queue.add("in time", Priority.NORMAL, now, 20, 110);
        queue.add("low", Priority.LOW, now, 30, 90);
        now = 11;
        assertEquals(1, queue.ahead(Priority.NORMAL, now, 120), "who is late is not ahead of a newcomer");
        assertEquals(List.of("in time", "late", "low"), drained());
    }

    @Test
    void whoIsLateAgesAndExpiresAsOthersDo() {
        queue.add("late", Priority.NORMAL, now, 10, 3 * AGING);
        now = AGING;
        assertEquals(0, queue.ahead(Priority.NORMAL, now, 3 * AGING) - 1, "it counts as of the higher priority");
        queue.add("gone", Priority.LOW, now, 10, 2 * AGING);
        now = 2 * AGING;
        assertEquals("gone", queue.expire(now).get(0).item());
        assertEquals(List.of("late"), drained());
    }

    @Test
    void shedsThoseThatAreLateAndNoOthers() {
        queue.add("late", Priority.LOW, now, 10, 100);
        queue.add("late as well", Priority.HIGH, now, 10, 90);
        queue.add("in time", Priority.NORMAL, now, 20, 110);
        now = 15;
        assertEquals(
                List.of("late as well", "late"),
                queue.shed(now).stream().map(RequestQueue.Entry::item).toList());
        assertEquals(1, queue.size());
        assertEquals(List.of("in time"), drained());
        assertEquals(List.of(), queue.shed(now));
    }

    @Test
    void whatWasTakenGoesBackToItsPlace() {
        add("first", Priority.NORMAL, 50);
        add("second", Priority.NORMAL, 50);
        RequestQueue.Entry<String> first = queue.poll(now).orElseThrow();
        add("third", Priority.NORMAL, 50);
        add("fourth", Priority.NORMAL, 50);
        queue.restore(first);
        assertEquals(4, queue.size());
        assertEquals(List.of("first", "second", "third", "fourth"), drained());
    }

    @Test
    void expiresAtTheDeadlineAndNotBefore() {
        add("overdue", Priority.LOW, 10);
        add("at the deadline", Priority.HIGH, 20);
        add("just before", Priority.NORMAL, 21);
        assertEquals(
                List.of("overdue", "at the deadline"),
                queue.expire(20).stream().map(RequestQueue.Entry::item).toList());
        assertEquals(List.of("just before"), drained());
    }

    @Test
    void ofTwoThatExpireAtOnceBothAreFound() {
        add("one", Priority.NORMAL, 10);
        add("other", Priority.NORMAL, 10);
        assertEquals(2, queue.expire(10).size());
        assertTrue(queue.isEmpty());
    }

    @Test
    void whoWaitsLongCountsAsOfTheNextHigherPriority() {
        add("low", Priority.LOW, 90_000);
        now = AGING - 1;
        add("normal", Priority.NORMAL, 99_000);
        assertEquals("normal", queue.poll(now).orElseThrow().item());
        now = AGING;
        add("normal, later deadline", Priority.NORMAL, 99_000);
        add("high", Priority.HIGH, 99_999);
        assertEquals(List.of("high", "low", "normal, later deadline"), drained());

        now = 5 * AGING;
        add("low", Priority.LOW, 90_000);
        now = 7 * AGING;
        add("high, later deadline", Priority.HIGH, 99_000);
        assertEquals(List.of("low", "high, later deadline"), drained());
    }

    @Test
    void ageIsKeptWhenItGoesBack() {
        add("low", Priority.LOW, 90_000);
        now = AGING;
        RequestQueue.Entry<String> low = queue.poll(now).orElseThrow();
        add("normal", Priority.NORMAL, 99_000);
        queue.restore(low);
        assertEquals(List.of("low", "normal"), drained());
    }

    @Test
    void countsWhoWouldLeaveBeforeANewcomer() {
        add("high", Priority.HIGH, 500);
        add("normal, early", Priority.NORMAL, 100);
        add("normal, late", Priority.NORMAL, 300);
        add("low", Priority.LOW, 50);
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
        RequestQueue.Entry<String> one = add("one", Priority.LOW, 10);
        add("other", Priority.LOW, 20);
        assertTrue(queue.remove(one));
        assertFalse(queue.remove(one));
        assertTrue(queue.expire(10).isEmpty());
        assertEquals(List.of("other"), drained());
    }

    @Test
    void needsATimeToAge() {
        assertThrows(IllegalArgumentException.class, () -> new RequestQueue<String>(0));
    }
}
