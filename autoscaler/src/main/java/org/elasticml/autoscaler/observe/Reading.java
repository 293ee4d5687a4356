package org.elasticml.autoscaler.observe;

import java.util.List;
import org.elasticml.core.metrics.Metric;

/** What one source of metrics told when it was asked. */
public sealed interface Reading {
    /** Which dispatcher or replica, the same each time. */
    String source();

    /**
     * @param seconds when the metrics were true, on one clock for all readings
     * @param ageSeconds how long that was before it was asked
     */
    record Page(String source, double seconds, double ageSeconds, List<Metric> metrics) implements Reading {}

    /**
     * @param reason why there is nothing, in words that stay the same while it does
     */
    record Silence(String source, String reason) implements Reading {}
}
