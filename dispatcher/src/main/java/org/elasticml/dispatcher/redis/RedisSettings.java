package org.elasticml.dispatcher.redis;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How a dispatcher uses the shared queue. All that use one should agree in all but the id.
 *
 * @param address where Redis is
 * @param dispatcherId who we are: another one for each process, since what an earlier one held is another's to end
 * @param capacity waiting requests that nobody works on yet
 * @param backgroundCapacity background requests accepted and not answered
 * @param agingMillis after how long a waiting request counts as of the next higher priority
 */
public record RedisSettings(
        RedisAddress address, String dispatcherId, int capacity, int backgroundCapacity, long agingMillis) {

    /** An id that no other process has. */
    public static String newDispatcherId() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }
}
