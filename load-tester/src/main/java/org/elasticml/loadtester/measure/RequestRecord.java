package org.elasticml.loadtester.measure;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One request, from the instant it was due to its end. Instants are nanoseconds from the start of the run.
 *
 * @param sentNanos when it was written; empty if it never was
 * @param image the name of the photo
 * @param trueLabel what the photo shows, if known
 * @param bytes the size of the photo
 */
public record RequestRecord(
        long intendedNanos,
        OptionalLong sentNanos,
        long finishedNanos,
        String image,
        Optional<String> trueLabel,
        int bytes,
        Answer answer) {

    /** From the intended instant, so that a late sender cannot make the target look fast. */
    public long latencyNanos() {
        return finishedNanos - intendedNanos;
    }

    /** How late it was written. */
    public OptionalLong lagNanos() {
        return sentNanos.isPresent() ? OptionalLong.of(sentNanos.getAsLong() - intendedNanos) : OptionalLong.empty();
    }

    public boolean is(Outcome outcome) {
        return answer.outcome() == outcome;
    }
}
