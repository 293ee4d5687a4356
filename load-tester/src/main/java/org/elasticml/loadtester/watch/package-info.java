/** Reads the metrics of the system under load while it is under load: replicas, queue, and so the cost. */
package org.elasticml.loadtester.watch;
