package org.elasticml.loadtester.photo;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * An encoded image, in memory.
 *
 * @param name its file name
 * @param mediaType as in {@code image/jpeg}
 * @param body never written to, so that many requests can send it at once
 * @param trueLabel what it shows, if known
 */
public record Photo(String name, String mediaType, Buffer body, Optional<String> trueLabel) {}
