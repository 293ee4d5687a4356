package org.elasticml.autoscaler.actuate;

import java.util.OptionalDouble;

/**
 * The replicas that an actuator knows of.
 *
 * @param wanted as many as were asked for
 * @param ready that serve
 * @param booting that were asked for and do not serve yet, whether they start, wait to be placed or are not ready
 * @param draining that are going and finish what they have
 * @param bootSeconds how long the latest took from being asked for to serving; empty if none has been seen to
 */
public record ReplicaCounts(int wanted, int ready, int booting, int draining, OptionalDouble bootSeconds) {}
