package org.elasticml.core.scale;

/** What a policy wants, and why, in words fit for a log. */
public sealed interface Decision {
    String reason();

    /** As many replicas as there are. */
    record Hold(String reason) implements Decision {}

    /**
     * @param replicas how many there should be, booting ones included
     */
    record ScaleTo(int replicas, String reason) implements Decision {}
}
