package org.elasticml.simulator.play;

import org.elasticml.core.workload.Workload;

/**
 * What comes.
 *
 * @param name short, as in {@code spike} or a file's name
 * @param title with all that it takes to make it again
 * @param scale what the rates were multiplied by
 * @param workload the rates, scaled
 */
public record Load(String name, String title, double scale, Workload workload) {}
