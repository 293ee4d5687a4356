/** Figures over seeds, and what is best of them. Pure. */
package org.elasticml.simulator.figures;
