package org.elasticml.loadtester.send;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How long exchanges may take, all of them equally: so they run out in the order in which they were added, and one timer
 * does for all. For one event loop.
 */
final class TimeLimit {
    private final Vertx vertx;
    private final Duration limit;
    private final Set<HttpExchange> running = new LinkedHashSet<>();
    private boolean armed;

    TimeLimit(Vertx vertx, Duration limit) {
        this.vertx = vertx;
        this.limit = limit;
    }

    /** Tells it so if it is not {@linkplain #remove removed} in time. */
    void add(HttpExchange exchange) {
        running.add(exchange);
        if (!armed) {
            arm(exchange);
        }
    }

    void remove(HttpExchange exchange) {
        running.remove(exchange);
    }

    private void arm(HttpExchange next) {
        armed = true;
        long leftNanos = next.startNanos() + limit.toNanos() - System.nanoTime();
        vertx.setTimer(Math.max(1, (leftNanos + 999_999) / 1_000_000), id -> ring());
    }

    private void ring() {
        armed = false;
        long nowNanos = System.nanoTime();
        Iterator<HttpExchange> oldest = running.iterator();
        while (oldest.hasNext() && !armed) {
            HttpExchange exchange = oldest.next();
            if (nowNanos - exchange.startNanos() < limit.toNanos()) {
                arm(exchange);
            } else {
                oldest.remove();
                exchange.timeOut(limit);
            }
        }
    }
}
