package org.elasticml.core.simulate;

import org.elasticml.core.dispatch.DispatchSettings;
import org.elasticml.core.scale.ServiceCurve;

/**
 * What is simulated. Instants and durations are nanoseconds of virtual time.
 *
 * @param dispatch the dispatcher's; {@link #takingAll()} is for queueing theory, which knows no refusal
 * @param sloNanos what is in time, for the result; {@code dispatch} has its own
 * @param deadlineNanos after what an answer is no longer wanted
 * @param slots requests that a replica is given at a time; 0 to learn it from what the replicas report
 * @param service how long one core takes for a batch; a replica takes all that waits in it, up to the largest
 * @param bootNanos from asking for a replica until it serves
 * @param initialReplicas that serve from the start
 * @param decideEveryNanos how often the scaling policy is asked, from the start on
 * @param durationNanos until when it is asked and cores are paid for; later requests and answers still count
 */
public record SimulationSettings(
        DispatchSettings dispatch,
        long sloNanos,
        long deadlineNanos,
        int slots,
        ServiceCurve service,
        long bootNanos,
        int initialReplicas,
        long decideEveryNanos,
        long durationNanos) {
    /** Longer than any simulation, and short enough that instants in that far a future can be added to others. */
    private static final long NEVER_NANOS = Long.MAX_VALUE / 4;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /**
     * @throws IllegalArgumentException if a number is below its least, in a line that names it
     */
    public SimulationSettings {
        require(deadlineNanos > 0, "a deadline is after the start, not " + deadlineNanos + " ns");
        require(bootNanos >= 0, "a boot takes 0 ns or more, not " + bootNanos);
        require(initialReplicas >= 1, "there is at least one replica at the start, not " + initialReplicas);
        require(decideEveryNanos > 0, "the time between two decisions is 1 ns or more, not " + decideEveryNanos);
        require(durationNanos > 0, "a simulation lasts 1 ns or more, not " + durationNanos);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** As the dispatcher is unless told otherwise: SLO 500 ms, deadline 5 s, boot 5 s, one replica, asked every second. */
    public static SimulationSettings defaults(ServiceCurve service, int seconds) {
        return new SimulationSettings(
                new DispatchSettings(256, NANOS_PER_SECOND, NANOS_PER_SECOND / 2, false),
                NANOS_PER_SECOND / 2,
                5 * NANOS_PER_SECOND,
                0,
                service,
                5 * NANOS_PER_SECOND,
                1,
                NANOS_PER_SECOND,
                seconds * NANOS_PER_SECOND);
    }

    /** The same, with a queue without bound and without admission: every request is served, however late. */
    public SimulationSettings takingAll() {
        DispatchSettings all = new DispatchSettings(Integer.MAX_VALUE, NEVER_NANOS, NEVER_NANOS, false);
        return new SimulationSettings(
                all,
                sloNanos,
                NEVER_NANOS,
                slots,
                service,
                bootNanos,
                initialReplicas,
                decideEveryNanos,
                durationNanos);
    }

    public SimulationSettings withReplicas(int initial) {
        return new SimulationSettings(
                dispatch, sloNanos, deadlineNanos, slots, service, bootNanos, initial, decideEveryNanos, durationNanos);
    }

    public SimulationSettings withSlots(int each) {
        return new SimulationSettings(
                dispatch,
                sloNanos,
                deadlineNanos,
                each,
                service,
                bootNanos,
                initialReplicas,
                decideEveryNanos,
                durationNanos);
    }

    public SimulationSettings withBootNanos(long boot) {
        return new SimulationSettings(
                dispatch,
                sloNanos,
                deadlineNanos,
                slots,
                service,
                boot,
                initialReplicas,
                decideEveryNanos,
                durationNanos);
    }
}
