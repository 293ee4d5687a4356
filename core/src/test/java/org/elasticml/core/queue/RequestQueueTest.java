package org.elasticml.core.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
    private final RequestQueue<String> queue = new RequestQueue<>(4);

    private RequestQueue.Entry<String> offer(String item, Priority priority, long deadlineNanos) {
        return queue.offer(item, priority, 0, deadlineNanos).orElseThrow();
    }

    private List<String> drained() {
        List<String> items = new ArrayList<>();
        for (Optional<RequestQueue.Entry<String>> next = queue.poll(); next.isPresent(); next = queue.poll()) {
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
    void refusesWhenFullAndTakesAgainAfterwards() {
        for (int i = 0; i < 4; i++) {
            offer("waiting", Priority.NORMAL, i);
        }
        assertTrue(queue.offer("one too many", Priority.HIGH, 0, 1).isEmpty());
        queue.poll();
        offer("fits again", Priority.NORMAL, 1);
        assertEquals(4, queue.size());
    }

    @Test
    void whatWasTakenGoesBackToItsPlaceEvenIntoAFullQueue() {
        offer("first", Priority.NORMAL, 50);
        offer("second", Priority.NORMAL, 50);
        RequestQueue.Entry<String> first = queue.poll().orElseThrow();
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
    void needsRoomForOne() {
        assertThrows(IllegalArgumentException.class, () -> new RequestQueue<String>(0));
    }
}
