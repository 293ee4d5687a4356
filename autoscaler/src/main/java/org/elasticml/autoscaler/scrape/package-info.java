/** Asks dispatchers, replicas or Prometheus for their metrics. */
package org.elasticml.autoscaler.scrape;
