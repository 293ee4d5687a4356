package org.elasticml.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Takes off the line what is left of a body when its answer is sent already: a refusal by a header, an unknown path.
 * Otherwise the connection would wait for ever, and the sender might never get to read the answer. A sender that does not
 * come to an end soon is cut off.
 */
@ApplicationScoped
class UnreadBodies {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Before all that may answer, {@link RequestId} being no such. */
    private static final int FIRST = 2_500;

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addEndHandler(sent -> discard(context));
                    context.next();
                },
                FIRST);
    }

    private static void discard(RoutingContext context) {
        if (!context.request().isEnded()) {
            // A worker may be what answered; the body's end comes on the event loop, and must not come in between.
            ((HttpServerRequestInternal) context.request()).context().runOnContext(now -> discardNow(context));
        }
    }

    private static void discardNow(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return;
        }
        long cutOff = context.vertx()
                .setTimer(PATIENCE.toMillis(), late -> request.connection().close());
        request.exceptionHandler(e -> context.vertx().cancelTimer(cutOff));
        request.endHandler(end -> context.vertx().cancelTimer(cutOff));
        request.handler(ignored -> {});
        request.resume();
    }
}
