/** Sends requests on schedule, whether or not answers come, and records how each of them ended. */
package org.elasticml.loadtester.send;
