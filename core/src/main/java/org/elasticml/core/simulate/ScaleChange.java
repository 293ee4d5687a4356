package org.elasticml.core.simulate;

/**
 * The number of replicas was changed.
 *
 * @param seconds when
 * @param from replicas before, booting ones included
 * @param to replicas after
 * @param reason the policy's
 */
public record ScaleChange(double seconds, int from, int to, String reason) {}
