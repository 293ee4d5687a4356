package org.elasticml.loadtester.search;

/**
 * A trial that is over.
 *
 * @param rate requests per second
 * @param held whether the SLO did
 */
public record Tried(double rate, boolean held) {}
