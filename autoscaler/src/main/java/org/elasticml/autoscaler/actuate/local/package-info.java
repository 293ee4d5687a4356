/** Replicas as processes on this machine. */
package org.elasticml.autoscaler.actuate.local;
