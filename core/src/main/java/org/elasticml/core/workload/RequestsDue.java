package org.elasticml.core.workload;

/** How many requests a workload asks for until an instant: the integral of its rate. Instants may not decrease. */
final class RequestsDue {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Workload workload;
    private int second;
    /** Until the start of {@link #second}. */
    private double before;

    private long lastNanos;

    RequestsDue(Workload workload) {
        this.workload = workload;
    }

    /**
     * @param nanos from the start of the workload, not before the instant last asked for
     * @throws IllegalArgumentException if it is
     */
    double until(long nanos) {
        if (nanos < lastNanos) {
            throw new IllegalArgumentException(nanos + " ns comes after " + lastNanos + " ns");
        }
        lastNanos = nanos;
        while (second < workload.seconds() && nanos >= (second + 1) * NANOS_PER_SECOND) {
            before += workload.ratePerSecond(second++);
        }
        return second == workload.seconds()
                ? before
                : before + workload.ratePerSecond(second) * (nanos - second * NANOS_PER_SECOND) / NANOS_PER_SECOND;
    }
}
