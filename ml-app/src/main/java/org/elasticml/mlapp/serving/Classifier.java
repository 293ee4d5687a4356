package org.elasticml.mlapp.serving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.elasticml.mlapp.image.ImageException;

/**
 * Classifies photos on a fixed number of threads, one a core. Encoded photos, which are small, wait in a bounded queue;
 * {@link BatchRule} says when a free thread takes how many of them, {@link Forecast} who is refused because the answer
 * would come too late. This class is the queue and the threads around them.
 */
public final class Classifier implements AutoCloseable {
    private final Runner runner;
    private final ExecutorService threads;
    private final int capacity;
    private final ServiceTimes times;
    private final Observer observer;

    /** Guards all below. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private final Queue<Job> waiting = new ArrayDeque<>();
    /** When each thread's batch should be done. */
    private final long[] freeAtNanos;

    private BatchRule rule;
    private boolean closed;

    /** Answers a batch on the caller's thread: {@link BatchRunner#run}. */
    @FunctionalInterface
    interface Runner {
        void run(List<Job> jobs, Consumer<BatchTimes> times);
    }

    /** Hears what the threads do; called on them, before those concerned are answered. */
    interface Observer {
        /** A batch left the queue. */
        void left(BatchRule.Reason reason);

        /**
         * @param seconds that one photo waited for a thread
         */
        void waited(double seconds);

        /** A batch was served. */
        void served(BatchTimes times);
    }

    /**
     * @param threads as many as {@code workers}, free from now on; ended when this is closed
     * @param workers at least 1; each keeps one core busy
     * @param capacity photos that may wait, at least 1
     * @param times what batches take; kept current
     */
    Classifier(
            Runner runner,
            ExecutorService threads,
            int workers,
            BatchRule rule,
            int capacity,
            ServiceTimes times,
            Observer observer) {
        this.runner = runner;
        this.threads = threads;
        this.rule = rule;
        this.capacity = capacity;
        this.times = times;
        this.observer = observer;
        this.freeAtNanos = new long[workers];
        Arrays.fill(freeAtNanos, System.nanoTime());
        for (int i = 0; i < workers; i++) {
            int thread = i;
            threads.execute(() -> work(thread));
        }
    }

    /**
     * Classifies an encoded photo.
     *
     * @param top how many classes to name, from 1 to the number of classes
     * @param deadlineNanos when the answer is no longer wanted, by {@link System#nanoTime}
     * @return fails with an {@link ImageException} if it is not a photo we read, and with {@link TooLate}, undecoded, if
     *     its deadline passes before its turn comes
     * @throws Overloaded if too many wait already, or too many for the deadline
     */
    public CompletionStage<Classification> classify(byte[] image, int top, OptionalLong deadlineNanos)
            throws Overloaded {
        Job job = new Job(image, top, System.nanoTime(), deadlineNanos);
        if (job.isPastDeadline(job.enqueuedNanos())) {
            job.result().completeExceptionally(new TooLate());
            return job.result();
        }
        lock.lock();
        try {
            admit(job);
            waiting.add(job);
            changed.signal();
        } finally {
            lock.unlock();
        }
        return job.result();
    }

    private void admit(Job job) throws Overloaded {
        boolean full = waiting.size() >= capacity;
        if (!full && !closed && job.deadlineNanos().isEmpty()) {
            return;
        }
        long now = job.enqueuedNanos();
        double expectedSeconds = Forecast.seconds(
                Arrays.stream(freeAtNanos)
                        .mapToDouble(nanos -> Math.max(0, nanos - now) / 1e9)
                        .toArray(),
                waiting.size(),
                rule,
                times);
        if (closed) {
            throw new Overloaded("this replica stops", expectedSeconds);
        }
        if (full) {
            throw new Overloaded("this replica's queue is full: " + capacity + " images wait", expectedSeconds);
        }
        double leftSeconds = (job.deadlineNanos().getAsLong() - now) / 1e9;
        if (leftSeconds < expectedSeconds) {
            throw new Overloaded(
                    String.format(
                            Locale.ROOT,
                            "the answer is expected in %.0f ms, and the deadline is in %.0f ms",
                            1e3 * expectedSeconds,
                            1e3 * leftSeconds),
                    expectedSeconds - leftSeconds);
        }
    }

    private void work(int thread) {
        try {
            for (List<Job> jobs = take(thread); !jobs.isEmpty(); jobs = take(thread)) {
                run(jobs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a batch; empty when this is closed and nothing waits any more. */
    private List<Job> take(int thread) throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                long now = System.nanoTime();
                freeAtNanos[thread] = now;
                if (waiting.isEmpty()) {
                    if (closed) {
                        return List.of();
                    }
                    changed.await();
                } else {
                    BatchRule.Decision decision =
                            rule.decide(waiting.size(), now - waiting.element().enqueuedNanos());
                    if (decision instanceof BatchRule.Take take) {
                        freeAtNanos[thread] = now + (long) (1e9 * times.seconds(take.size()));
                        return taken(take);
                    }
                    changed.awaitNanos(((BatchRule.Wait) decision).nanos());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Job> taken(BatchRule.Take take) {
        List<Job> jobs = new ArrayList<>(take.size());
        for (int i = 0; i < take.size(); i++) {
            jobs.add(waiting.remove());
        }
        observer.left(take.reason());
        if (!waiting.isEmpty()) {
            changed.signal(); // this thread was woken for all of them
        }
        return jobs;
    }

    private void run(List<Job> jobs) {
        long start = System.nanoTime();
        List<Job> wanted = new ArrayList<>(jobs.size());
        try {
            for (Job job : jobs) {
                observer.waited((start - job.enqueuedNanos()) / 1e9);
                if (job.isPastDeadline(start)) {
                    job.result().completeExceptionally(new TooLate());
                } else if (!job.result().isDone()) { // done: its sender has gone
                    wanted.add(job);
                }
            }
            if (!wanted.isEmpty()) {
                runner.run(wanted, taken -> {
                    times.observe(taken);
                    observer.served(taken);
                });
            }
        } catch (Throwable e) { // whatever it is, these photos get an answer and the thread lives on
            jobs.forEach(job -> job.result().completeExceptionally(e));
        }
    }

    /** Takes no more, answers all that it had taken, and ends the threads. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            rule = rule.withoutDelay();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        threads.shutdown();
        try {
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
