package org.elasticml.web;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads request bodies into memory, at most so much of each. Larger ones are refused, on their headers if those tell,
 * and what still comes of them is thrown away for a while, so that the sender gets to read the answer.
 */
public final class Bodies {
    /** How much of a refused body is taken off the line, as a multiple of the limit, before it is cut. */
    private static final int DISCARDED_LIMITS = 10;

    private final long maxBytes;

    /**
     * @param maxBytes the largest body accepted
     */
    public Bodies(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The whole body, on the request's event loop; or a {@link ProblemException}: 400 cut off, 413 too large. */
    public Uni<Buffer> read(HttpServerRequest request) {
        return Uni.createFrom().emitter(emitter -> read(request, emitter));
    }

    private void read(HttpServerRequest request, UniEmitter<? super Buffer> emitter) {
        long announced = announcedBytes(request);
        if (announced > maxBytes) {
            discard(request, 0);
            emitter.fail(tooLarge());
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        Buffer body = Buffer.buffer((int) Math.max(0, announced));
        request.exceptionHandler(e -> emitter.fail(new ProblemException(400, "the body was cut off")));
        request.endHandler(end -> emitter.complete(body));
        request.handler(part -> {
            if (body.length() + part.length() > maxBytes) {
                discard(request, body.length());
                emitter.fail(tooLarge());
            } else {
                body.appendBuffer(part);
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

    private void discard(HttpServerRequest request, long soFar) {
        long[] received = {soFar};
        request.exceptionHandler(e -> {});
        request.endHandler(end -> {});
        request.handler(part -> {
            received[0] += part.length();
            if (received[0] > DISCARDED_LIMITS * maxBytes) {
                request.connection().close();
            }
        });
        request.resume();
    }

    private ProblemException tooLarge() {
        return new ProblemException(413, "the body is larger than " + maxBytes + " bytes, the most that is accepted");
    }
}
