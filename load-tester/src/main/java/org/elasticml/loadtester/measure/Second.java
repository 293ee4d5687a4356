package org.elasticml.loadtester.measure;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One second of a run.
 *
 * @param second from 0
 * @param askedRps what the workload asks, to a thousandth; 0 after its end; empty in a closed loop, which asks for no rate
 * @param sent requests written within it
 * @param succeeded of those <em>due</em> in it, whenever they ended, so that a row tells the fate of its arrivals; the
 *     same holds for {@code refused}, {@code failed} and the percentiles
 * @param p50Ms of succeeded requests, from the intended instant; empty if there is none
 * @param inFlight requests due but not ended when the second ends
 * @param queueSize the largest queue that an answer of this second told of; empty if none did
 */
public record Second(
        int second,
        OptionalDouble askedRps,
        int sent,
        int succeeded,
        int refused,
        int failed,
        OptionalDouble p50Ms,
        OptionalDouble p95Ms,
        OptionalDouble p99Ms,
        int inFlight,
        OptionalInt queueSize) {}
