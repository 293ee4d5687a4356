package org.elasticml.loadtester.send;

import java.util.PrimitiveIterator;

/** Requests leave when they are due, whatever became of those before. One that is late does not move those that follow. */
public final class OpenLoop implements LoadGenerator {
    private final PrimitiveIterator.OfLong instantsNanos;

    /**
     * @param instantsNanos when requests are due, from the start, never decreasing
     */
    public OpenLoop(PrimitiveIterator.OfLong instantsNanos) {
        this.instantsNanos = instantsNanos;
    }

    @Override
    public void generate(Shooter shooter) {
        while (instantsNanos.hasNext()) {
            long instant = instantsNanos.nextLong();
            if (!shooter.awaitUntil(instant)) {
                return;
            }
            shooter.fire(instant);
        }
    }
}
