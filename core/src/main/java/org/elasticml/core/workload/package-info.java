/**
 * Workloads (requests per second, one number a second), read, drawn and played faster; the instants at which their
 * requests arrive; and a test of whether instants are those of a Poisson process.
 */
package org.elasticml.core.workload;
