/** Scenarios, and how they are played: each with each policy and each seed. */
package org.elasticml.simulator.play;
