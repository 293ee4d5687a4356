package org.elasticml.dispatcher.redis;

import org.elasticml.core.queue.Priority;

/**
 * A request as the shared queue keeps it, but for its image.
 *
 * @param id ours
 * @param background nobody holds a connection open for the answer
 * @param requestId the {@code X-Request-Id}
 * @param query what follows the URL's question mark
 * @param ageMillis since its first byte; by Redis' clock when it is taken
 * @param leftMillis until its deadline; by Redis' clock when it is taken, and not above 0 if that is over
 * @param origin the dispatcher that took it in
 */
public record QueuedRequest(
        String id,
        Priority priority,
        boolean background,
        String requestId,
        String query,
        long routingKey,
        long ageMillis,
        long leftMillis,
        String origin) {}
