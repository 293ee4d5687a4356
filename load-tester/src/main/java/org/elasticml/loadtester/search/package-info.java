/** Finds the highest rate at which an SLO holds: pure decisions, without a clock, a network or a thread. */
package org.elasticml.loadtester.search;
