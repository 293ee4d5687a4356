package org.elasticml.loadtester.send;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.elasticml.loadtester.measure.Answer;

/**
 * Users, each of whom sends its next request when its last has ended. A request is due at the instant at which its user
 * was free to send it, so that latencies are those that a user sees; what a slow target keeps users from sending is not
 * seen by anyone, which is what tells a closed loop from an {@link OpenLoop}.
 *
 * <p>A user whose request did not succeed pauses, or a target that is down would be asked as fast as it can refuse: for
 * 20 ms, twice as long after each further such request in a row, and 1 s at most.
 */
public final class ClosedLoop implements LoadGenerator {
    static final long MIN_PAUSE_NANOS = 20_000_000;
    static final long MAX_PAUSE_NANOS = 1_000_000_000;

    /** More often than the shortest pause, so that none is seen too late. */
    private static final long LOOK_EVERY_NANOS = MIN_PAUSE_NANOS / 2;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final IntUnaryOperator usersInSecond;
    private final int maxRequests;
    private final long endNanos;
    private final AtomicInteger fired = new AtomicInteger();
    private final PriorityQueue<User> pausing =
            new PriorityQueue<>(Comparator.comparingLong((User user) -> user.freeNanos));
    private Shooter shooter;
    private int wanted;
    private int users;
    private int allowed;

    /**
     * Ends after so many requests or after that time, whichever comes first; at least one of them is given.
     *
     * @param usersInSecond how many users there are in each second of the run, from 0. Missing ones start at once, those
     *     who are too many stop when their request has ended
     * @param requests 1 or more
     * @param duration after which no request is sent any more
     */
    public ClosedLoop(IntUnaryOperator usersInSecond, OptionalInt requests, Optional<Duration> duration) {
        if (requests.isEmpty() && duration.isEmpty()) {
            throw new IllegalArgumentException("a closed loop ends after a number of requests or after a time");
        }
        this.usersInSecond = usersInSecond;
        this.maxRequests = requests.orElse(Integer.MAX_VALUE);
        this.endNanos = duration.map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    @Override
    public void generate(Shooter shooter) {
        this.shooter = shooter;
        while (!isOver()) {
            long nowNanos = shooter.nowNanos();
            int second = (int) (nowNanos / NANOS_PER_SECOND);
            for (int missing = missing(usersInSecond.applyAsInt(second)); missing > 0; missing--) {
                new User().free(second * NANOS_PER_SECOND);
            }
            for (Optional<User> user = rested(nowNanos); user.isPresent(); user = rested(nowNanos)) {
                user.get().free(user.get().freeNanos);
            }
            shooter.awaitUntil(nextLook(nowNanos, second));
        }
    }

    private boolean isOver() {
        return shooter.isStopped() || fired.get() == maxRequests || shooter.nowNanos() >= endNanos;
    }

    /** How many must be started for there to be so many. */
    private synchronized int missing(int usersNow) {
        wanted = usersNow;
        int missing = Math.max(0, wanted - users);
        users += missing;
        return missing;
    }

    private synchronized Optional<User> rested(long nowNanos) {
        return pausing.isEmpty() || pausing.peek().freeNanos > nowNanos
                ? Optional.empty()
                : Optional.of(pausing.poll());
    }

    private synchronized long nextLook(long nowNanos, int second) {
        long next = Math.min(endNanos, Math.min(nowNanos + LOOK_EVERY_NANOS, (second + 1) * NANOS_PER_SECOND));
        return pausing.isEmpty() ? next : Math.min(next, pausing.peek().freeNanos);
    }

    /** Whether the user goes on, and sends. */
    private synchronized boolean goesOn() {
        if (shooter.isStopped() || allowed == maxRequests || shooter.nowNanos() >= endNanos) {
            return false;
        }
        if (users > wanted) {
            users--;
            return false;
        }
        allowed++;
        return true;
    }

    private synchronized void pause(User user) {
        pausing.add(user);
    }

    private final class User {
        /** Ends that are to be followed by a request: counted, for one that comes while sending must not send itself. */
        private final AtomicInteger turns = new AtomicInteger();

        private long freeNanos;
        private long pauseNanos;

        void free(long sinceNanos) {
            freeNanos = sinceNanos;
            if (turns.getAndIncrement() > 0) {
                return;
            }
            do {
                send();
            } while (turns.decrementAndGet() > 0);
        }

        private void send() {
            if (goesOn()) {
                var end = shooter.fire(freeNanos);
                fired.incrementAndGet();
                end.thenAccept(this::ended);
            }
        }

        private void ended(Answer answer) {
            long nowNanos = shooter.nowNanos();
            if (answer.succeeded()) {
                pauseNanos = 0;
                free(nowNanos);
            } else {
                pauseNanos = Math.min(MAX_PAUSE_NANOS, Math.max(MIN_PAUSE_NANOS, 2 * pauseNanos));
                freeNanos = nowNanos + pauseNanos;
                pause(this);
            }
        }
    }
}
