package org.elasticml.core.dispatch;

import org.elasticml.core.balance.Replica;

/** A request sent to a replica, whose slot it holds until it has ended. Equal to itself alone. */
public final class Assignment<T> {
    private final Request<T> request;
    private final Replica replica;
    private final long sentNanos;
    private Runnable cancel = () -> {};
    private boolean cancelled;

    /** Its neighbours among those that are open. */
    Assignment<T> before;

    Assignment<T> after;
    boolean isOpen;

    Assignment(Request<T> request, Replica replica, long sentNanos) {
        this.request = request;
        this.replica = replica;
        this.sentNanos = sentNanos;
    }

    public Request<T> request() {
        return request;
    }

    public Replica replica() {
        return replica;
    }

    public long sentNanos() {
        return sentNanos;
    }

    /** What to do when its answer is no longer wanted; at once, if that is so already. */
    public synchronized void onCancel(Runnable cancelling) {
        cancel = cancelling;
        if (cancelled) {
            cancel.run();
        }
    }

    /** Its answer is no longer wanted. */
    public synchronized void cancel() {
        cancelled = true;
        cancel.run();
    }
}
