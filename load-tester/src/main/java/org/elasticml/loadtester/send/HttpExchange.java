package org.elasticml.loadtester.send;

import io.netty.channel.ChannelException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One request and its end: a whole response, or a {@link TargetException} that says why there is none. The time limit
 * spans all of it (connecting, writing, reading), so that a target which dribbles bytes cannot hold a request for ever,
 * as it could with an idle timeout; nor can one that never stops, of whose answer {@value #MAX_ANSWER_BYTES} bytes are
 * read. All steps run on one event loop.
 */
final class HttpExchange {
    /** Hundreds of times what our services answer. */
    private static final int MAX_ANSWER_BYTES = 4 << 20;

    private final TimeLimit limit;
    private final Buffer body;
    private final Runnable onWritten;
    private final CompletableFuture<HttpAnswer> end = new CompletableFuture<>();
    private final Buffer read = Buffer.buffer();
    private long startNanos;
    private HttpClientRequest request;
    private Step step = Step.CONNECTING;

    private enum Step {
        CONNECTING,
        WAITING,
        READING
    }

    HttpExchange(TimeLimit limit, Buffer body, Runnable onWritten) {
        this.limit = limit;
        this.body = body;
        this.onWritten = onWritten;
    }

    CompletableFuture<HttpAnswer> end() {
        return end;
    }

    long startNanos() {
        return startNanos;
    }

    /** To be called once. */
    void start(HttpClient client, RequestOptions options) {
        startNanos = System.nanoTime();
        limit.add(this);
        client.request(options).onSuccess(this::write).onFailure(this::fail);
    }

    private void write(HttpClientRequest connected) {
        if (end.isDone()) {
            connected.reset();
            return;
        }
        request = connected;
        step = Step.WAITING;
        request.exceptionHandler(this::fail);
        request.response().onSuccess(this::read).onFailure(this::fail);
        request.end(body);
        onWritten.run();
    }

    private void read(HttpClientResponse response) {
        step = Step.READING;
        String contentType = response.getHeader(HttpHeaders.CONTENT_TYPE);
        response.exceptionHandler(this::fail)
                .handler(this::readMore)
                .endHandler(ignored -> succeed(new HttpAnswer(
                        response.statusCode(), contentType == null ? "" : contentType, read.getBytes())));
    }

    private void readMore(Buffer bytes) {
        if (read.length() + bytes.length() > MAX_ANSWER_BYTES) {
            giveUp("an answer of more than " + (MAX_ANSWER_BYTES >> 20) + " MiB");
        } else {
            read.appendBuffer(bytes);
        }
    }

    void timeOut(Duration after) {
        giveUp((step == Step.READING ? "no whole answer within " : "no answer within ") + after.toMillis() / 1e3
                + " s");
    }

    private void giveUp(String why) {
        fail(why);
        if (request != null) {
            request.reset();
        }
    }

    private void succeed(HttpAnswer answer) {
        limit.remove(this);
        end.complete(answer);
    }

    private void fail(Throwable cause) {
        fail(inWords(cause));
    }

    private void fail(String why) {
        limit.remove(this);
        end.completeExceptionally(new TargetException(OneLine.of(why)));
    }

    private String inWords(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "unknown host: " + cause.getMessage();
        }
        if (cause instanceof ChannelException && cause.getCause() != null) {
            return inWords(cause.getCause()); // it says that there is no socket, its cause why: too many open files
        }
        String what = cause instanceof HttpClosedException ? "the connection was closed" : cause.getMessage();
        String said = what == null ? cause.getClass().getSimpleName() : what;
        return switch (step) {
            case CONNECTING -> said;
            case WAITING -> said + " before an answer came";
            case READING -> said + " in the middle of the answer";
        };
    }
}
