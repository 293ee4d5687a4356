package org.elasticml.web;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Reads request bodies into memory: each at most so large, and all that are held at a time within a budget, an eighth of
 * the heap. What is too large is refused on its headers, if they tell.
 */
@ApplicationScoped
public class Bodies {
    private static final long MAX_LIMIT = 1L << 30;

    private final long maxBytes;
    private final long budgetBytes;
    private final AtomicLong heldBytes = new AtomicLong();

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
    }

    /** Being made at the start, it refuses a wrong setting then. */
    void start(@Observes StartupEvent event) {}

    /**
     * Reads the whole body on the request's event loop and hands it on; it counts as held until the answer is there.
     *
     * @return the answer; or a {@link ProblemException}: 400 cut off, 413 too large, 503 no room now
     */
    public <T> Uni<T> with(HttpServerRequest request, Function<Buffer, Uni<? extends T>> answer) {
        Hold hold = new Hold();
        return Uni.createFrom()
                .<Buffer>emitter(emitter -> read(request, emitter, hold))
                .chain(answer)
                .onTermination()
                .invoke(hold::release);
    }

    /** Bytes of all bodies that are held now. */
    public long heldBytes() {
        return heldBytes.get();
    }

    /** One body's part of the budget. */
    private final class Hold {
        private long bytes;
        private boolean released;

        /** False if there is no room, or the request has ended and takes no more. */
        synchronized boolean take(int more) {
            if (released) {
                return false;
            }
            if (heldBytes.addAndGet(more) > budgetBytes) {
                heldBytes.addAndGet(-more);
                return false;
            }
            bytes += more;
            return true;
        }

        synchronized void release() {
            heldBytes.addAndGet(-bytes);
            bytes = 0;
            released = true;
        }
    }

    private void read(HttpServerRequest request, UniEmitter<? super Buffer> emitter, Hold hold) {
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
