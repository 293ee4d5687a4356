package org.elasticml.dispatcher.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.regex.Pattern;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.web.Service;

/**
 * {@code CORS_ORIGINS}: pages of which origins may ask, by WHATWG's Fetch. What they may do stands in a preflight's answer,
 * which needs no API key, as a browser sends none with it. Quarkus' own filter answers all other origins 403 even where none
 * is configured; here they are answered as without an origin, and their browsers keep the answers from them.
 */
@ApplicationScoped
class Cors {
    /** After {@link AccessLog}, before all that may answer. */
    private static final int THIRD = 1_800;

    private static final Pattern ORIGIN = Pattern.compile("[*]|https?://[^/\\s,*]+");
    private static final String ANY = "*";
    private static final String REQUEST_HEADERS =
            "Content-Type, Prefer, X-API-Key, X-Deadline-Ms, X-Priority, X-Request-Id, X-Routing-Key";
    private static final String ANSWER_HEADERS = "Location, Preference-Applied, Retry-After, X-Request-Id";
    private static final String MAX_AGE_SECONDS = "3600";

    private final Set<String> origins;

    Cors(DispatcherConfig.Cors config) {
        origins = config.origins().orElse(Set.of());
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new Service.CantStart(
                        "CORS_ORIGINS: '" + origin
                                + "' is no origin; it is a list of those, separated by commas, as in https://example.org:8443, or *");
            }
        }
    }

    void register(@Observes Filters filters) {
        if (!origins.isEmpty()) {
            filters.register(this::answer, THIRD);
        }
    }

    private void answer(RoutingContext context) {
        HttpServerRequest request = context.request();
        MultiMap headers = context.response().headers();
        headers.add("Vary", "Origin");
        String origin = request.getHeader("Origin");
        boolean allowed = origin != null && (origins.contains(ANY) || origins.contains(origin));
        if (allowed) {
            headers.set("Access-Control-Allow-Origin", origin).set("Access-Control-Expose-Headers", ANSWER_HEADERS);
            if (request.method().equals(HttpMethod.OPTIONS)
                    && request.getHeader("Access-Control-Request-Method") != null) {
                headers.set("Access-Control-Allow-Methods", "GET, POST")
                        .set("Access-Control-Allow-Headers", REQUEST_HEADERS)
                        .set("Access-Control-Max-Age", MAX_AGE_SECONDS);
                context.response().setStatusCode(204).end();
                return;
            }
        }
        context.next();
    }
}
