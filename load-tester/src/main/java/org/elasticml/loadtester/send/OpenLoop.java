package org.elasticml.loadtester.send;

import java.util.Optional;
import java.util.PrimitiveIterator;

/** Requests leave when they are due, whatever became of those before. One that is late does not move those that follow. */
public final class OpenLoop implements LoadGenerator {
    private final PrimitiveIterator.OfLong instantsNanos;
    private final Optional<Schedule> schedule;

    /**
     * @param instantsNanos when requests are due, from the start, never decreasing
     */
    public OpenLoop(PrimitiveIterator.OfLong instantsNanos) {
        this(instantsNanos, Optional.empty());
    }

    public OpenLoop(Schedule schedule) {
        this(schedule.instantsNanos(), Optional.of(schedule));
    }

    private OpenLoop(PrimitiveIterator.OfLong instantsNanos, Optional<Schedule> schedule) {
        this.instantsNanos = instantsNanos;
        this.schedule = schedule;
    }

    @Override
    public Optional<Schedule> schedule() {
        return schedule;
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
