package org.elasticml.web;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * {@code MAX_HEADER} for HTTP/1.1, which the server itself answers with a 431 without a body, and for HTTP/2. Of HTTP/2's
 * other limits Vert.x' own do: 100 streams at a time, and a connection that resets 200 in 30 s is closed (rapid reset).
 */
@ApplicationScoped
class HeadLimits implements HttpServerOptionsCustomizer {
    private static final int MIN_BYTES = 1 << 10;
    private static final int MAX_BYTES = 1 << 20;

    private final int maxBytes;

    HeadLimits(MaxConfig config) {
        long bytes = config.header().asLongValue();
        if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
            throw new Service.CantStart(
                    "MAX_HEADER is " + bytes + " bytes; it is from " + MIN_BYTES + " to " + MAX_BYTES);
        }
        this.maxBytes = (int) bytes;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setMaxHeaderSize(maxBytes);
        options.setInitialSettings(new Http2Settings(options.getInitialSettings()).setMaxHeaderListSize(maxBytes));
    }
}
