package org.elasticml.core.scale;

/**
 * @param perReplica waiting requests that one replica is to have
 * @param pollSeconds how often it looks
 * @param coolDownSeconds for how long fewer must have done before there are fewer
 */
public record QueueSettings(int perReplica, double pollSeconds, double coolDownSeconds) {
    /** Five waiting a replica, looked at every 15 s; KEDA's default {@code cooldownPeriod}, 300 s. */
    public static final QueueSettings DEFAULT = new QueueSettings(5, 15, 300);
}
