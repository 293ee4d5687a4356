package org.elasticml.autoscaler.observe;

/** What there is to decide on. */
public sealed interface View {
    /**
     * @param missing which dispatchers are not in it, and why; empty if all are
     * @param anew whether what was seen before does not compare with it
     */
    record Sighted(Figures figures, String missing, boolean anew) implements View {
        public boolean isPartial() {
            return !missing.isEmpty();
        }
    }

    /** Nothing is known. */
    record Unsighted(String reason) implements View {}

    /** All that there is was seen before: no source has newer samples. */
    record Unchanged() implements View {}
}
