package org.elasticml.simulator.play;

/** What all policies are put before. */
public record Scenario(Load load, Service service, double bootSeconds) {}
