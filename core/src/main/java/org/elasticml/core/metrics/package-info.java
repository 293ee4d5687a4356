/** What services tell of themselves, as Prometheus reads it. */
package org.elasticml.core.metrics;
