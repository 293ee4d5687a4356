package org.elasticml.loadtester.agent;

import io.vertx.core.Vertx;

/**
 * Notices that nothing was heard for 5 s. In ticks, of which one that comes late is still one: whoever was stopped itself for as
 * long hears first what came meanwhile. For one event loop.
 */
final class Silence {
    static final int LIMIT_S = 5;

    private static final int TICKS_PER_SECOND = 2;

    private final Vertx vertx;
    private final Runnable onSilence;
    private int silentTicks;
    private boolean ended;

    Silence(Vertx vertx, Runnable onSilence) {
        this.vertx = vertx;
        this.onSilence = onSilence;
        await();
    }

    private void await() {
        vertx.setTimer(1000 / TICKS_PER_SECOND, id -> tick());
    }

    private void tick() {
        if (ended) {
            return;
        }
        silentTicks++;
        if (silentTicks > LIMIT_S * TICKS_PER_SECOND) {
            ended = true;
            onSilence.run();
        } else {
            await();
        }
    }

    void heard() {
        silentTicks = 0;
    }

    void end() {
        ended = true;
    }
}
