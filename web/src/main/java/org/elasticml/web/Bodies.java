package org.elasticml.web;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads request bodies into memory: each at most so large, and all that are held at a time within a budget, an eighth of
 * the heap. What is too large is refused on its headers, if they tell.
 *
 * <p>At most half of the budget is for bodies that are kept longer than somebody waits for an answer, so that these leave
 * room for those of senders who do.
 */
@ApplicationScoped
public class Bodies {
    private static final long MAX_LIMIT = 1L << 30;

    private final long maxBytes;
    private final long budgetBytes;
    private final long keptBudgetBytes;
    private final AtomicLong heldBytes = new AtomicLong();
    private final AtomicLong keptBytes = new AtomicLong();

    @Inject
    Bodies(MaxConfig config) {
        this(config.body().asLongValue(), Runtime.getRuntime().maxMemory() / 8);
    }

    Bodies(long maxBytes, long budgetBytes) {
        if (maxBytes < 1 || maxBytes > MAX_LIMIT) {
            throw new Service.CantStart("MAX_BODY is " + maxBytes + " bytes; it is from 1 to " + MAX_LIMIT);
        }
        this.maxBytes = maxBytes;
        this.budgetBytes = Math.max(maxBytes, budgetBytes);
        this.keptBudgetBytes = Math.max(maxBytes, budgetBytes / 2);
    }

    /** Being made at the start, it refuses a wrong setting then. */
    void start(@Observes StartupEvent event) {}

    /**
     * Reads the whole body on the request's event loop and hands it on; it counts as held until the answer is there.
     *
     * @return the answer; or a {@link ProblemException}: 400 cut off, 413 too large, 503 no room now
     */
    public <T> Uni<T> with(HttpServerRequest request, Function<Buffer, Uni<? extends T>> answer) {
        BodyHold hold = new BodyHold();
        return held(hold, body(request, hold).chain(answer));
    }

    /** Bytes of all bodies that are held now. */
    public long heldBytes() {
        return heldBytes.get();
    }

    /**
     * The same for a body that has to come in time, and may be held for longer than until the answer is there.
     *
     * @param limit for the body, from now
     * @param answer is given the body's part of the budget, too
     * @return as above; also the problem 408, if the body has not come in time
     */
    public <T> Uni<T> with(
            HttpServerRequest request, Duration limit, BiFunction<Buffer, Hold, Uni<? extends T>> answer) {
        BodyHold hold = new BodyHold();
        Uni<Buffer> body = TimeLimit.within(
                limit,
                body(request, hold),
                () -> new ProblemException(
                        408, "the body has not come within " + limit.toMillis() + " ms, which is what it may take"));
        return held(hold, body.chain(bytes -> answer.apply(bytes, hold)));
    }

    private Uni<Buffer> body(HttpServerRequest request, BodyHold hold) {
        return Uni.createFrom().emitter(emitter -> read(request, emitter, hold));
    }

    private static <T> Uni<T> held(BodyHold hold, Uni<T> answer) {
        return answer.onTermination().invoke(hold::end);
    }

    /** One body's part of the budget, for who needs it for longer than until the answer is there. */
    public interface Hold {
        /**
         * From now on it counts until {@link #release}. To be called once.
         *
         * @throws ProblemException 503, if no more can be kept so
         */
        void keep();

        /** Ends {@link #keep}. */
        void release();
    }

    private final class BodyHold implements Hold {
        private long bytes;
        private boolean ended;
        private boolean kept;

        /** False if there is no room, or the request has ended and takes no more. */
        synchronized boolean take(int more) {
            if (ended) {
                return false;
            }
            if (heldBytes.addAndGet(more) > budgetBytes) {
                heldBytes.addAndGet(-more);
                return false;
            }
            bytes += more;
            return true;
        }

        @Override
        public synchronized void keep() {
            if (keptBytes.addAndGet(bytes) > keptBudgetBytes) {
                keptBytes.addAndGet(-bytes);
                throw new ProblemException(503, "too many bodies of asynchronous requests are held", 1);
            }
            kept = true;
        }

        @Override
        public synchronized void release() {
            if (kept) {
                keptBytes.addAndGet(-bytes);
                kept = false;
                free();
            }
        }

        synchronized void end() {
            ended = true;
            free();
        }

        private void free() {
            if (ended && !kept) {
                heldBytes.addAndGet(-bytes);
                bytes = 0;
            }
        }
    }

    private void read(HttpServerRequest request, UniEmitter<? super Buffer> emitter, BodyHold hold) {
        long announced = announcedBytes(request);
        if (announced > maxBytes) {
            emitter.fail(tooLarge());
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        BodyPieces body = new BodyPieces();
        request.exceptionHandler(e -> emitter.fail(new ProblemException(400, "the body was cut off")));
        request.endHandler(end -> emitter.complete(body.whole()));
        request.handler(part -> {
            if (body.length() + part.length() > maxBytes) {
                request.handler(ignored -> {});
                emitter.fail(tooLarge());
            } else if (!hold.take(part.length())) {
                request.handler(ignored -> {});
                emitter.fail(new ProblemException(503, "too many bodies are being read at a time", 1));
            } else {
                body.append(part);
            }
        });
        request.resume();
    }

    private static long announcedBytes(HttpServerRequest request) {
        try {
            return Long.parseLong(request.getHeader("Content-Length"));
        } catch (NumberFormatException e) {
            return -1; // chunked
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(413, "the body is larger than " + maxBytes + " bytes, the most that is accepted");
    }
}
