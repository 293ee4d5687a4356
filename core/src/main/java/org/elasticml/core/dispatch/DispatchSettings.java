package org.elasticml.core.dispatch;

/**
 * @param capacity requests that may wait
 * @param agingNanos after how long one counts as of the next higher priority
 * @param sloNanos what is in time
 * @param hedging whether a request that takes longer than 95 % of the others is sent to a second replica as well
 */
public record DispatchSettings(int capacity, long agingNanos, long sloNanos, boolean hedging) {}
