package org.elasticml.dispatcher.service;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * When to take requests from a queue elsewhere: when there may be some, and there are slots for them. One take is under way
 * at a time, and none that can't bring anything. Thread-safe.
 *
 * @param <T> what is taken
 */
final class Taking<T> {
    private final IntSupplier wanted;
    private final IntFunction<Future<List<T>>> take;
    private final Consumer<T> taken;
    private boolean mayBeThere;
    private boolean isUnderWay;

    /**
     * @param wanted how many there are slots for, beside what was taken before; asked under a lock
     * @param take takes at most so many; if it fails, whoever finds out that it may go again calls {@link #mayBeThere}
     * @param taken is given each
     */
    Taking(IntSupplier wanted, IntFunction<Future<List<T>>> take, Consumer<T> taken) {
        this.wanted = wanted;
        this.take = take;
        this.taken = taken;
    }

    /** There may be something to take. */
    void mayBeThere() {
        synchronized (this) {
            mayBeThere = true;
        }
        takeWhatIsWanted();
    }

    /** To be called when there are more slots than before. */
    void takeWhatIsWanted() {
        int most;
        synchronized (this) {
            if (!mayBeThere || isUnderWay) {
                return;
            }
            most = wanted.getAsInt(); // only now: before, another take may have filled the slots
            if (most == 0) {
                return;
            }
            isUnderWay = true;
            mayBeThere = false; // whoever comes from now on says so again
        }
        take.apply(most).onComplete(result -> {
            try {
                if (result.succeeded()) {
                    result.result().forEach(taken);
                }
            } finally {
                synchronized (this) {
                    isUnderWay = false;
                    mayBeThere |= result.succeeded() && result.result().size() >= most;
                }
            }
            if (result.succeeded()) {
                takeWhatIsWanted();
            }
        });
    }
}
