package org.elasticml.bench.stub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A replica in all but the work: ml-app's HTTP contract, one core held for the time that a batch takes, by a timer. The
 * port and address are {@code PORT} and {@code HOST}, the rest is {@link StubSettings}.
 *
 * <p>{@code POST /control?status=500} has it answer every photo with that status from now on, {@code status=200} well
 * again; {@code slowness=3} makes all take three times as long. {@code GET /} also says how many photos were {@code served},
 * whoever was still there to take the answer. On SIGTERM it does as ml-app does.
 */
public final class StubReplica {
    private static final long FOR_EVER_MILLIS = 600_000;
    private static final int BACKLOG = 1024;
    private static final long END_WITHIN_SECONDS = 10;

    private final Vertx vertx;
    private final StubSettings settings;
    private final StubCore<Job> core;
    private final CountDownLatch drained = new CountDownLatch(1);
    private int status = 200;
    private long served;
    private boolean ready = true;
    private boolean closed;

    private record Job(HttpServerRequest request, String answer) {}

    private StubReplica(Vertx vertx, StubSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.core = new StubCore<>(settings.curve(), settings.bestBatch(), new Random(), System.nanoTime());
    }

    public static void main(String[] args) {
        StubSettings settings = StubSettings.of(System.getenv());
        start(System.getenv("HOST"), Integer.parseInt(System.getenv("PORT")), settings)
                .onFailure(failure -> {
                    System.err.println("the stub can't start: " + failure.getMessage());
                    Runtime.getRuntime().halt(1);
                });
    }

    /** In this process, until it ends. */
    static Future<?> start(String host, int port, StubSettings settings) {
        // One event loop does all, so that nothing here is shared.
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        StubReplica replica = new StubReplica(vertx, settings);
        Runtime.getRuntime().addShutdownHook(new Thread(replica::drain));
        return vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(BACKLOG))
                .requestHandler(replica::handle)
                .listen(port, host);
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        if (path.equals("/predict") && request.method() == HttpMethod.POST) {
            long startNanos = System.nanoTime();
            request.body().onSuccess(body -> predict(request, body, startNanos));
        } else if (path.equals("/control") && request.method() == HttpMethod.POST) {
            control(request);
        } else if (path.equals("/")) {
            answer(request, 200, health().encode());
        } else if (path.equals("/q/health/ready")) {
            answer(
                    request,
                    ready ? 200 : 503,
                    new JsonObject().put("status", ready ? "UP" : "DOWN").encode());
        } else {
            problem(request, 404, "there is no " + path);
        }
    }

    private void predict(HttpServerRequest request, Buffer image, long startNanos) {
        long nowNanos = System.nanoTime();
        if (closed) {
            problem(request, 503, "the replica is stopping");
        } else if (status != 200) {
            problem(request, status, "told to");
        } else if (settings.curve().isAtOnce()) {
            answer(new Job(request, StubAnswers.of(image)));
        } else if (core.offer(
                new Job(request, StubAnswers.of(image)),
                nowNanos,
                startNanos + TimeUnit.MILLISECONDS.toNanos(deadlineMillis(request)))) {
            serve();
        } else {
            problem(request, 503, "the answer would come too late, or too many wait");
        }
    }

    private static long deadlineMillis(HttpServerRequest request) {
        String text = request.getHeader("X-Deadline-Ms");
        return text != null && text.matches("[0-9]{1,6}") ? Long.parseLong(text) : FOR_EVER_MILLIS;
    }

    private void serve() {
        core.begin(System.nanoTime()).ifPresent(batch -> {
            batch.late().forEach(job -> problem(job.request(), 504, "the deadline passed"));
            if (batch.served().isEmpty()) {
                serve();
                return;
            }
            long millis = Math.round((batch.endNanos() - System.nanoTime()) / 1e6);
            vertx.setTimer(Math.max(1, millis), timer -> {
                batch.served().forEach(this::answer);
                core.end();
                serve();
            });
        });
        if (closed && core.isEmpty()) {
            drained.countDown();
        }
    }

    private void control(HttpServerRequest request) {
        String newStatus = request.getParam("status", "200");
        String slowness = request.getParam("slowness", "1");
        if (!newStatus.matches("[2-5][0-9]{2}") || !slowness.matches("[0-9]{1,4}([.][0-9]{1,4})?")) {
            problem(request, 400, "status is an HTTP status, slowness a factor");
            return;
        }
        status = Integer.parseInt(newStatus);
        core.slowDown(Double.parseDouble(slowness));
        answer(request, 200, new JsonObject().put("status", status).encode());
    }

    private JsonObject health() {
        JsonObject serviceMillis = new JsonObject();
        for (int size = 1; size <= settings.bestBatch(); size *= 2) {
            serviceMillis.put(Integer.toString(size), Math.max(0.1, core.meanMillis(size)));
        }
        return new JsonObject()
                .put("status", "ok")
                .put("model", "resnet18")
                .put("precision", "stub")
                .put("precision_reason", "no work is done")
                .put("weights", "stub")
                .put("model_hash", StubAnswers.MODEL_HASH)
                .put("classes", 10)
                .put("jpeg", "none")
                .put("images_per_second", settings.imagesPerSecond())
                .put("best_batch", settings.bestBatch())
                .put("served", served)
                .put("service_ms", serviceMillis);
    }

    private void answer(Job job) {
        served++;
        answer(job.request(), 200, job.answer());
    }

    private static void answer(HttpServerRequest request, int status, String json) {
        respond(request, status, "application/json", json);
    }

    private static void problem(HttpServerRequest request, int status, String detail) {
        JsonObject problem = new JsonObject().put("status", status).put("detail", detail);
        if (status == 503) {
            request.response().putHeader("Retry-After", "1");
        }
        respond(request, status, "application/problem+json", problem.encode());
    }

    private static void respond(HttpServerRequest request, int status, String contentType, String json) {
        if (!request.response().closed()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", contentType)
                    .end(json);
        }
    }

    /** Not ready at once; takes requests for the delay, and ends when those that it took are answered. */
    private void drain() {
        vertx.runOnContext(now -> {
            ready = false;
            vertx.setTimer(Math.max(1, settings.shutdownDelay().toMillis()), timer -> {
                closed = true;
                serve();
            });
        });
        try {
            drained.await(settings.shutdownDelay().toSeconds() + END_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
