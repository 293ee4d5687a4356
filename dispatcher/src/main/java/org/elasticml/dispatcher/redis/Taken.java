package org.elasticml.dispatcher.redis;

/**
 * A request that is ours until we finish, remove or release it.
 *
 * @param deliveries how often it was taken, this time included
 */
public record Taken(Place place, QueuedRequest request, int deliveries) {}
