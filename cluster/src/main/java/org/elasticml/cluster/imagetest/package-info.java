/**
 * {@code ./elastic images test}: the images, run as a cluster would run them, by podman on this machine. What a cluster
 * adds, this package plays: an API server that knows EndpointSlices, and the order in which a pod goes.
 */
package org.elasticml.cluster.imagetest;
