package org.elasticml.autoscaler.service;

import java.util.OptionalInt;

/**
 * What one look came to.
 *
 * @param target how many replicas to ask for; empty to leave them
 * @param words why, for a reader
 */
record Verdict(Reason reason, OptionalInt target, String words) {
    static Verdict leave(Reason reason, String words) {
        return new Verdict(reason, OptionalInt.empty(), words);
    }

    static Verdict scale(Reason reason, int target, String words) {
        return new Verdict(reason, OptionalInt.of(target), words);
    }
}
