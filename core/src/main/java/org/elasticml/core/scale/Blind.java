package org.elasticml.core.scale;

/**
 * Nothing is known at this instant: metrics are missing, frozen or absurd. Policies hold.
 *
 * @param reason for a reader
 */
public record Blind(double seconds, String reason) implements Sight {}
