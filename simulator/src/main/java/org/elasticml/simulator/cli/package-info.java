/** The command line. */
package org.elasticml.simulator.cli;
