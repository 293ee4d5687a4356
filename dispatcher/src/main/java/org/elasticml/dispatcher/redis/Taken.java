package org.elasticml.dispatcher.redis;

/**
 * A request that is ours until we finish, remove or release it.
 *
 * @param deliveries how often it was taken, this time included
 * @param imageBytes how large its image is
 */
public record Taken(Place place, QueuedRequest request, int deliveries, int imageBytes) {}
