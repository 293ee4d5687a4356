package org.elasticml.loadtester.send;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One request and its end: a whole response, or a {@link TargetException} that says why there is none. The time limit
 * spans all of it (connecting, writing, reading), so that a target which dribbles bytes cannot hold a request for ever,
 * as it could with an idle timeout. All steps run on one event loop.
 */
final class HttpExchange {
    private final Vertx vertx;
    private final HttpClient client;
    private final Duration limit;
    private final CompletableFuture<Response> end = new CompletableFuture<>();
    private HttpClientRequest request;

    /** A response whose body has been read to its end. */
    record Response(int status, String contentType, byte[] body) {}

    HttpExchange(Vertx vertx, HttpClient client, Duration limit) {
        this.vertx = vertx;
        this.client = client;
        this.limit = limit;
    }

    /** To be called once. */
    CompletableFuture<Response> run(Context eventLoop, RequestOptions options, Buffer body, Runnable onWritten) {
        eventLoop.runOnContext(ignored -> {
            long timer = vertx.setTimer(limit.toMillis(), id -> timeOut());
            end.whenComplete((response, failure) -> vertx.cancelTimer(timer));
            client.request(options)
                    .compose(connected -> write(connected, body, onWritten))
                    .compose(HttpExchange::read)
                    .onSuccess(end::complete)
                    .onFailure(this::fail);
        });
        return end;
    }

    private Future<HttpClientResponse> write(HttpClientRequest connected, Buffer body, Runnable onWritten) {
        if (end.isDone()) {
            connected.reset();
            return Future.failedFuture("connected too late");
        }
        request = connected;
        Future<HttpClientResponse> response = connected.send(body);
        onWritten.run();
        return response;
    }

    private static Future<Response> read(HttpClientResponse response) {
        String contentType = response.headers().get(HttpHeaders.CONTENT_TYPE);
        return response.body()
                .map(body ->
                        new Response(response.statusCode(), contentType == null ? "" : contentType, body.getBytes()));
    }

    private void timeOut() {
        end.completeExceptionally(new TargetException("no answer within " + limit.toMillis() / 1e3 + " s"));
        if (request != null) {
            request.reset();
        }
    }

    private void fail(Throwable cause) {
        String message = cause.getMessage();
        end.completeExceptionally(
                new TargetException(message == null ? cause.getClass().getSimpleName() : message));
    }
}
