package org.elasticml.dispatcher.service;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticml.dispatcher.redis.Borrowed;
import org.elasticml.dispatcher.redis.Place;
import org.elasticml.dispatcher.redis.RedisQueue;

/** How this dispatcher comes to the images of waiting requests that it took and that came in elsewhere. Thread-safe. */
final class Borrowing {
    /** Messages get lost when a connection breaks. */
    private static final long ASK_AGAIN_NANOS = 500_000_000;

    private final RedisQueue queue;
    private final Map<String, Loan> loans = new ConcurrentHashMap<>();

    private static final class Loan {
        final Place place;
        final long deadlineNanos;
        final Promise<Optional<Buffer>> image = Promise.promise();
        volatile long askedNanos;

        Loan(Place place, long deadlineNanos) {
            this.place = place;
            this.deadlineNanos = deadlineNanos;
        }
    }

    Borrowing(RedisQueue queue) {
        this.queue = queue;
    }

    /**
     * Asks for an image until it comes, or need not come.
     *
     * @return the image, or none if nobody waits for its answer any more. Fails with a
     *     {@linkplain Dispatch#pastDeadline problem} when the deadline is over, and with
     *     {@link org.elasticml.dispatcher.redis.RedisAway}
     */
    Future<Optional<Buffer>> image(Place place, long deadlineNanos) {
        Loan loan = new Loan(place, deadlineNanos);
        loans.put(place.id(), loan); // before it is asked for, so that it can't be lent in between
        loan.image.future().onComplete(image -> loans.remove(place.id(), loan));
        ask(loan);
        return loan.image.future();
    }

    private void ask(Loan loan) {
        loan.askedNanos = System.nanoTime();
        queue.borrow(loan.place).onFailure(loan.image::tryFail).onSuccess(borrowed -> {
            if (borrowed instanceof Borrowed.Image image) {
                loan.image.tryComplete(Optional.of(image.bytes()));
            } else if (borrowed == Borrowed.Missing.GONE) {
                loan.image.tryComplete(Optional.empty());
            }
        });
    }

    /** Somebody's image can be had. */
    void lent(String id) {
        Loan loan = loans.get(id);
        if (loan != null) {
            ask(loan);
        }
    }

    /** Somebody's request is over. */
    void ended(String id) {
        Loan loan = loans.get(id);
        if (loan != null) {
            loan.image.tryComplete(Optional.empty());
        }
    }

    /** What time brings. To be called often. */
    void tick() {
        long now = System.nanoTime();
        loans.values().forEach(loan -> {
            if (now - loan.deadlineNanos >= 0) {
                loan.image.tryFail(Dispatch.pastDeadline());
            } else if (now - loan.askedNanos >= ASK_AGAIN_NANOS) {
                ask(loan);
            }
        });
    }
}
