package org.elasticml.loadtester.send;

import org.elasticml.loadtester.measure.RequestLog;

/**
 * A run that is over.
 *
 * @param fired how many requests were started; a run in which {@code records} has another size is not to be believed
 * @param records in any order
 * @param endedEarly whether it was stopped before its last request was due
 */
public record Recording(int fired, RequestLog records, boolean endedEarly, Remarks remarks) {
    /** Without remarks. */
    public Recording(int fired, RequestLog records, boolean endedEarly) {
        this(fired, records, endedEarly, Remarks.NONE);
    }
}
