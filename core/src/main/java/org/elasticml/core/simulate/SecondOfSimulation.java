package org.elasticml.core.simulate;

/**
 * One second of a simulation.
 *
 * @param arrivals requests that came during it
 * @param ready replicas that served at its end
 * @param booting at its end
 * @param draining at its end
 * @param queued requests that waited at its end, in no replica yet
 * @param p99Seconds of the answers given during it; not a number if there was none
 */
public record SecondOfSimulation(long arrivals, int ready, int booting, int draining, int queued, double p99Seconds) {}
