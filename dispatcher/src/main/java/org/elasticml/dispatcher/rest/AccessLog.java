package org.elasticml.dispatcher.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.dispatcher.service.RequestTrace;
import org.elasticml.web.RequestId;
import org.elasticml.web.Service;

/** {@code ACCESS_LOG}: an {@link AccessLine} of JSON for each request, but those for metrics and health under /q/. */
@ApplicationScoped
class AccessLog {
    /** Some seconds of the most that goes through a dispatcher; about 4 MB if they all wait. */
    private static final int CAPACITY = 8_192;
    /** After {@link RequestId}, before all that may answer. */
    private static final int SECOND = 1_900;

    private static final String TRACE = RequestTrace.class.getName();

    private final ObjectMapper json;
    private final AsyncLines lines;

    AccessLog(ObjectMapper json, DispatcherConfig.Access config, MeterRegistry registry) {
        this.json = json;
        Counter dropped = Counter.builder("dispatcher_access_log_dropped_total")
                .description("Lines of the access log that were not written")
                .register(registry);
        this.lines =
                config.log().equals("off") ? null : new AsyncLines(open(config.log()), CAPACITY, dropped::increment);
    }

    private static OutputStream open(String where) {
        if (where.equals("stdout")) {
            return new FilterOutputStream(new FileOutputStream(java.io.FileDescriptor.out)) {
                @Override
                public void write(byte[] bytes) throws IOException {
                    out.write(bytes);
                }

                @Override
                public void close() throws IOException {
                    flush(); // others write there too
                }
            };
        }
        try {
            return Files.newOutputStream(
                    Path.of(where), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException | InvalidPathException e) {
            throw new Service.CantStart(
                    "ACCESS_LOG: '" + where + "' can't be written; it is off, stdout or a file's path", e);
        }
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    HttpServerRequest request = context.request();
                    context.put(TRACE, new RequestTrace(RequestId.of(request)));
                    if (lines != null && !request.path().startsWith("/q/")) {
                        follow(context);
                    }
                    context.next();
                },
                SECOND);
    }

    /** The request's own, for whoever has something to write down about it. */
    static RequestTrace trace(RoutingContext context) {
        return context.get(TRACE);
    }

    private void follow(RoutingContext context) {
        Instant time = Instant.now();
        long startNanos = System.nanoTime();
        HttpServerRequest request = context.request();
        String client = request.remoteAddress().hostAddress();
        context.addEndHandler(end -> {
            int status = end.succeeded() ? context.response().getStatusCode() : AccessLine.CLIENT_GONE;
            AccessLine line = AccessLine.of(
                    time,
                    trace(context),
                    request.method().name(),
                    request.path(),
                    status,
                    request.bytesRead(),
                    System.nanoTime() - startNanos,
                    client);
            lines.offer(() -> text(line));
        });
    }

    private String text(AccessLine line) {
        try {
            return json.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("numbers and strings", e);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (lines != null) {
            lines.close();
        }
    }
}
