package org.elasticml.mlapp.serving;

import java.util.Locale;

/**
 * When a free thread takes what waits, and how much of it. It knows no clock: it is told how long the oldest has waited.
 *
 * @param cap the most photos that are taken at once, at least 1
 * @param maxDelayNanos how long a photo may be kept waiting for others to join it; with 0 a free thread takes whatever
 *     there is (work-conserving)
 */
record BatchRule(int cap, long maxDelayNanos) {
    /** Why a batch left. */
    enum Reason {
        /** It had reached the cap. */
        FULL,
        /** A thread was free, and nothing more waited. */
        IDLE,
        /** Its oldest photo had waited as long as it may. */
        DELAY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the thread does. */
    sealed interface Decision permits Take, Wait {}

    /** It takes the {@code size} oldest. */
    record Take(int size, Reason reason) implements Decision {}

    /** It asks again when one more has come, or after so long. */
    record Wait(long nanos) implements Decision {}

    /**
     * @param waiting photos that wait, at least 1
     * @param oldestWaitedNanos how long the first of them has
     */
    Decision decide(int waiting, long oldestWaitedNanos) {
        if (waiting >= cap) {
            return new Take(cap, Reason.FULL);
        }
        if (maxDelayNanos == 0) {
            return new Take(waiting, Reason.IDLE);
        }
        return oldestWaitedNanos >= maxDelayNanos
                ? new Take(waiting, Reason.DELAY)
                : new Wait(maxDelayNanos - oldestWaitedNanos);
    }

    /** The same for a service that stops: nobody will come to join. */
    BatchRule withoutDelay() {
        return new BatchRule(cap, 0);
    }
}
