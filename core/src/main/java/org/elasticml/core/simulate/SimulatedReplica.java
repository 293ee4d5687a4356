package org.elasticml.core.simulate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.elasticml.core.dispatch.Assignment;

/** A replica of one core, which takes all that waits in it, up to the largest batch, whenever it is free. */
final class SimulatedReplica {
    /** It is paid for from the first on, until it is gone. */
    enum State {
        BOOTING,
        READY,
        DRAINING,
        GONE
    }

    final int number;
    final String name;
    final long startedNanos;
    State state = State.BOOTING;

    private final Queue<Assignment<Void>> waiting = new ArrayDeque<>(4);
    private final List<Assignment<Void>> batch = new ArrayList<>(4);

    SimulatedReplica(int number, long startedNanos) {
        this.number = number;
        this.startedNanos = startedNanos;
        // Names are ordered as numbers are.
        this.name = "replica-" + (1_000_000_000L + number);
    }

    /** Takes it in; {@link #startBatch} is to follow if it is idle. */
    void give(Assignment<Void> assignment) {
        waiting.add(assignment);
    }

    boolean isBusy() {
        return !batch.isEmpty();
    }

    int inFlight() {
        return waiting.size() + batch.size();
    }

    /** The core is free: takes what waits, at most so many. Empty if nothing does. */
    List<Assignment<Void>> startBatch(int most) {
        while (batch.size() < most && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    /** The batch is done. */
    List<Assignment<Void>> endBatch() {
        List<Assignment<Void>> done = List.copyOf(batch);
        batch.clear();
        return done;
    }
}
