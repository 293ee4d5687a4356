package org.elasticml.loadtester.agent;

/**
 * Notices that nothing was heard for 5 s. In ticks, of which one that comes late is still one: whoever was stopped itself for as
 * long hears first what came meanwhile. For one event loop.
 */
final class Silence {
    static final int LIMIT_S = 5;

    private static final int TICKS_PER_SECOND = 2;

    /** Has something done once on the event loop, later. */
    @FunctionalInterface
    interface Timer {
        void in(long millis, Runnable task);
    }

    private final Timer timer;
    private final Runnable onSilence;
    private int silentTicks;
    private boolean ended;

    Silence(Timer timer, Runnable onSilence) {
        this.timer = timer;
        this.onSilence = onSilence;
        await();
    }

    private void await() {
        timer.in(1000 / TICKS_PER_SECOND, this::tick);
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
