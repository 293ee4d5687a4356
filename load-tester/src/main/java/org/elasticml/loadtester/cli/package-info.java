/** The command line. */
package org.elasticml.loadtester.cli;
