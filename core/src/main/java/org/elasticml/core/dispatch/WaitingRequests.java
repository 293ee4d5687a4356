package org.elasticml.core.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.elasticml.core.queue.Priority;
import org.elasticml.core.queue.RequestQueue;

/**
 * What waits for a slot: requests whose senders wait for the answer, and background requests, for which nobody does. These
 * are served when nobody waits, and else with every tenth slot, so that they come to an end under any load and yet hardly
 * slow it down. What waits in a queue that dispatchers share ({@link Backlog}) counts as if it were here, behind those of
 * its priority that are.
 */
final class WaitingRequests<T> {
    private static final int BACKGROUND_EVERY = 10;

    private final int capacity;
    private final RequestQueue<Request<T>> attended;
    private final RequestQueue<Request<T>> background;
    private Backlog elsewhere = Backlog.NONE;
    /** Slots given to others since the last background request. */
    private int sinceBackground;

    /** @param capacity how many may wait whose senders do; background requests are bounded by whoever accepts them */
    WaitingRequests(int capacity, long agingNanos) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a queue's capacity is at least 1, not " + capacity);
        }
        this.capacity = capacity;
        this.attended = new RequestQueue<>(agingNanos);
        this.background = new RequestQueue<>(agingNanos);
    }

    /** Takes the request in, whatever the bound: it has been admitted. */
    void add(Request<T> request, long nowNanos, long dueNanos) {
        request.entry = queue(request)
                .add(
                        request,
                        request.priority(),
                        nowNanos,
                        request.background() ? request.deadlineNanos() : dueNanos,
                        request.deadlineNanos());
    }

    private RequestQueue<Request<T>> queue(Request<T> request) {
        return request.background() ? background : attended;
    }

    /**
     * Takes out the next to be served.
     *
     * @param withBackground whether background requests may be served now
     */
    Optional<Request<T>> poll(boolean withBackground, long nowNanos) {
        boolean isBackgroundsTurn = sinceBackground >= BACKGROUND_EVERY - 1 && !background.isEmpty();
        RequestQueue<Request<T>> next =
                withBackground && (isBackgroundsTurn || attended.isEmpty()) ? background : attended;
        return next.poll(nowNanos).map(RequestQueue.Entry::item);
    }

    /** The request that was taken out got a slot. */
    void served(Request<T> request) {
        sinceBackground = request.background() ? 0 : Math.min(BACKGROUND_EVERY, sinceBackground + 1);
    }

    /** Puts back into its place what was taken out. */
    void restore(Request<T> request) {
        queue(request).restore(request.entry);
    }

    void remove(Request<T> request) {
        if (request.entry != null) {
            queue(request).remove(request.entry);
        }
    }

    /** Takes out all whose deadline is not after {@code nowNanos}. */
    List<Request<T>> expire(long nowNanos) {
        List<Request<T>> expired = items(attended.expire(nowNanos));
        expired.addAll(items(background.expire(nowNanos)));
        return expired;
    }

    /** Takes out those whose senders wait in vain: they can't be in time any more. */
    List<Request<T>> shed(long nowNanos) {
        return items(attended.shed(nowNanos));
    }

    private static <T> List<Request<T>> items(List<RequestQueue.Entry<Request<T>>> entries) {
        return entries.stream().map(RequestQueue.Entry::item).collect(Collectors.toCollection(ArrayList::new));
    }

    void elsewhere(Backlog backlog) {
        elsewhere = backlog;
    }

    /** How many would leave before one that came now, whose sender waits. */
    int ahead(Priority priority, long nowNanos, long deadlineNanos) {
        return attended.ahead(priority, nowNanos, deadlineNanos) + elsewhere.ahead(priority);
    }

    /** Of the slots, those that go to requests whose senders wait while some do. */
    double share() {
        return background() == 0 ? 1 : 1 - 1.0 / BACKGROUND_EVERY;
    }

    /** Those whose senders wait, elsewhere too. */
    int size() {
        return attended.size() + elsewhere.waiting();
    }

    /** Background requests, elsewhere too. */
    int background() {
        return background.size() + elsewhere.background();
    }

    /** All that are here. */
    int here() {
        return attended.size() + background.size();
    }

    boolean isFull() {
        return size() >= capacity;
    }

    int capacity() {
        return capacity;
    }
}
