package org.elasticml.loadtester.search;

import java.util.Optional;

/**
 * What a trial came to.
 *
 * @param missed what was; empty if the SLO held
 * @param windows how many there were
 * @param fromNanos where the window that decided begins, from the start of the run
 * @param toNanos where it would have ended, at the latest
 */
public record TrialVerdict(Optional<String> missed, int windows, long fromNanos, long toNanos) {
    /** Before anything was known: all from the first window on. */
    public static TrialVerdict unknown(TrialPlan plan) {
        return new TrialVerdict(Optional.empty(), 0, plan.settledNanos(), Long.MAX_VALUE);
    }

    public boolean held() {
        return missed.isEmpty();
    }
}
