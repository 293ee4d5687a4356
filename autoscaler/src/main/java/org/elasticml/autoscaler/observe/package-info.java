/** What is seen of the load, from what dispatchers and replicas tell: pure, without a clock, a thread or a network. */
package org.elasticml.autoscaler.observe;
