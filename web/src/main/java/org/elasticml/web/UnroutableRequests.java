package org.elasticml.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;

/**
 * Answers what the router refuses before all filters: a request without a host, or whose path begins with no slash. Without
 * this each is an error with a stack trace in the log.
 */
@ApplicationScoped
class UnroutableRequests {
    private static final long LINGER_MILLIS = TimeUnit.SECONDS.toMillis(1);

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(UnroutableRequests::answer);
    }

    private static void answer(RoutingContext context) {
        int status = context.statusCode();
        if (status < 400 || status >= 500 || context.response().ended()) {
            context.next();
            return;
        }
        String detail = context.failure() == null
                ? "there is nothing at this path"
                : context.failure().getMessage();
        Problem problem = Problem.of(status, detail);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(new JsonObject()
                        .put("type", problem.type())
                        .put("title", problem.title())
                        .put("status", status)
                        .put("detail", detail)
                        .encode());
        // Nobody takes its body off the line; closed at once, the sender might not get to read the answer.
        context.vertx()
                .setTimer(LINGER_MILLIS, late -> context.request().connection().close());
    }
}
