/** The order in which waiting requests leave. */
package org.elasticml.core.queue;
