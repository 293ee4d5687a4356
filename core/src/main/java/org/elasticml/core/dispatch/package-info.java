/**
 * What becomes of a request between its arrival and its answer: admission, order, binding to a replica, retries, ejection,
 * hedging. No clock, no thread, no network: the dispatcher, its tests and the simulator run the same lines.
 */
package org.elasticml.core.dispatch;
