/** Whether deployments that did the same work differ: pure functions of the requests of each. */
package org.elasticml.loadtester.measure.compare;
