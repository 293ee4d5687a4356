package org.elasticml.dispatcher.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import org.elasticml.web.DeadlineHeader;
import org.elasticml.web.RequestId;

/** Talks HTTP to replicas, over connections that are kept. */
public final class ReplicaClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private final HttpClient http;

    /**
     * @param maxInFlight requests to one replica at a time; more would wait here, where nobody sees them
     */
    public ReplicaClient(Vertx vertx, int maxInFlight) {
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(maxInFlight)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setTcpNoDelay(true)
                .setKeepAlive(true)
                // Shorter than a server keeps an idle connection, so that none is used that is being closed.
                .setKeepAliveTimeout(15));
    }

    /** A question under way. Owned by the event loop that asked. */
    public static final class Call {
        private HttpClientRequest request;
        private boolean cancelled;
        private Future<ReplicaAnswer> answer;

        public Future<ReplicaAnswer> answer() {
            return answer;
        }

        /** The answer is not wanted any more: its connection is reset, by which the replica can tell. */
        public void cancel() {
            cancelled = true;
            if (request != null) {
                request.reset();
            }
        }

        private Future<HttpClientResponse> send(HttpClientRequest to, Buffer image) {
            request = to;
            if (cancelled) {
                to.reset();
            }
            return to.send(image);
        }
    }

    /**
     * Asks for the image's class. Fails if there is no whole answer within the time, which the replica is told as well: it
     * does no work for an answer that would come too late.
     */
    public Call predict(ReplicaAddress replica, Buffer image, String query, String requestId, Duration timeout) {
        RequestOptions options = options(replica, HttpMethod.POST, "/predict" + query, timeout)
                .putHeader("Content-Type", "application/octet-stream")
                .putHeader(RequestId.NAME, requestId)
                .putHeader(DeadlineHeader.NAME, Long.toString(millis(timeout)));
        Call call = new Call();
        call.answer = http.request(options)
                .compose(request -> call.send(request, image))
                .compose(ReplicaClient::whole);
        return call;
    }

    /** Asks whether it is well, and what it serves. Fails if there is no whole answer within the time. */
    public Future<ReplicaAnswer> health(ReplicaAddress replica, Duration timeout) {
        return http.request(options(replica, HttpMethod.GET, "/", timeout))
                .compose(request -> request.send())
                .compose(ReplicaClient::whole);
    }

    private static Future<ReplicaAnswer> whole(HttpClientResponse response) {
        return response.body().map(body -> new ReplicaAnswer(response.statusCode(), body));
    }

    private static RequestOptions options(ReplicaAddress replica, HttpMethod method, String uri, Duration timeout) {
        return new RequestOptions()
                .setMethod(method)
                .setHost(replica.host())
                .setPort(replica.port())
                .setSsl(replica.tls())
                .setURI(uri)
                .setTimeout(millis(timeout));
    }

    /** Rounded up: what times out here is past its deadline, or else the replica would be taken for dead. */
    private static long millis(Duration timeout) {
        return Math.max(1, timeout.plusNanos(999_999).toMillis());
    }

    public void close() {
        http.close();
    }
}
