package org.elasticml.dispatcher.service;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import org.elasticml.core.queue.Priority;
import org.elasticml.web.Bodies;

/**
 * What a front door asks for.
 *
 * @param query what follows {@code /predict} at the replica: empty, or {@code ?top_k=…}
 * @param routingKey requests with the same one are to meet on one replica; without one, those with the same image
 * @param startNanos the request's first byte, by {@link System#nanoTime}
 * @param deadline when the answer is no longer wanted, from then
 * @param background whether its sender does not wait for the answer
 * @param hold the part of the bodies' budget that the image takes
 */
public record ImageRequest(
        RequestTrace trace,
        Buffer image,
        String query,
        Optional<String> routingKey,
        long startNanos,
        Priority priority,
        Duration deadline,
        boolean background,
        Bodies.Hold hold) {}
