package org.elasticml.autoscaler.service;

import java.util.Locale;

/** Why the number of replicas is changed or not: one for each time it was asked. */
public enum Reason {
    /** More are needed. */
    UP,
    /** Fewer do. */
    DOWN,
    /** As many as there are. */
    HOLD,
    /** Nothing is known. */
    BLIND,
    /** Fewer would do, but not all dispatchers are seen. */
    PARTIAL,
    /** It is another's to scale. */
    STANDS_BACK,
    /** The number is set by hand. */
    OVERRIDE,
    /** The replicas can't be seen or changed. */
    ERROR;

    /** As a label. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
