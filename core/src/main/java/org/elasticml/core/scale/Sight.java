package org.elasticml.core.scale;

/** What is seen at one instant, or that nothing is. */
public sealed interface Sight permits Observation, Blind {
    /** When, in seconds on any clock that does not go back. */
    double seconds();
}
