package org.elasticml.loadtester.send;

import org.elasticml.loadtester.measure.Percentiles;

/**
 * A run in between.
 *
 * @param nanos from the start of the run
 * @param written requests written until now; {@code refused} and {@code failed} are until now, too
 * @param recent latencies of those that succeeded within the last 5 s, of the last 20,000 if there are more
 */
public record Snapshot(long nanos, int written, int inFlight, int refused, int failed, Percentiles recent) {}
