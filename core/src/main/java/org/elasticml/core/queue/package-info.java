/** The order in which waiting requests leave, and the bound on how many may wait. */
package org.elasticml.core.queue;
