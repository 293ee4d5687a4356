/** How many replicas there should be: what is seen, the policies that decide on it, and the queueing models they use. */
package org.elasticml.core.scale;
