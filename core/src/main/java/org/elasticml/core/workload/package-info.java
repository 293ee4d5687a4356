/** Workloads (requests per second, one number a second) and the instants at which their requests arrive. */
package org.elasticml.core.workload;
