package org.elasticml.dispatcher.redis;

/** What came of adding a request. */
public sealed interface Added {
    /** It is in Redis. */
    record Accepted(Place place) implements Added {}

    /** There were too many. */
    record Full() implements Added {}
}
