/** What a run says of how much a replica can do, and so of how many there must be. Pure. */
package org.elasticml.loadtester.measure.capacity;
