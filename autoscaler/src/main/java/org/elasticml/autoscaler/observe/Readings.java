package org.elasticml.autoscaler.observe;

import java.util.List;

/**
 * What was told at one instant.
 *
 * @param seconds when it was asked, on any clock that does not go back
 * @param dispatchers one for each that there should be
 * @param replicas of those that were asked this time; not all are, each time
 */
public record Readings(double seconds, List<Reading> dispatchers, List<Reading> replicas) {}
