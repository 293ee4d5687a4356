package org.elasticml.autoscaler.service;

import java.time.Instant;

/**
 * That another number of replicas was asked for.
 *
 * @param words why, for a reader
 */
public record Change(Instant time, int from, int to, String reason, String words) {}
