package org.elasticml.loadtester.send;

import java.util.PrimitiveIterator;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;

/** When requests are due, known before the first is sent: the same three give the same instants anywhere. */
public record Schedule(Workload rates, Arrivals arrivals, long seed) {
    /** From the start, never decreasing. */
    public PrimitiveIterator.OfLong instantsNanos() {
        return arrivals.instantsNanos(rates, seed);
    }
}
