package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.dispatcher.redis.RedisAddress;
import org.elasticml.dispatcher.redis.RedisSettings;
import org.elasticml.web.Service;

/** Makes what {@code QUEUE} names. */
@ApplicationScoped
class Intakes {
    private static final int KEY_BYTES = 32;
    /** Of the heap, what results may take that are kept in it. */
    private static final int RESULTS_SHARE = 16;

    private final Vertx vertx;
    private final DispatcherMetrics metrics;
    private final ResultJson json;
    private final DispatcherConfig.Queue queue;
    private final DispatcherConfig.Async async;
    private final Duration resultTtl;
    private final String redisUrl;

    Intakes(
            Vertx vertx,
            DispatcherMetrics metrics,
            ObjectMapper json,
            DispatcherConfig.Queue queue,
            DispatcherConfig.Async async,
            DispatcherConfig.Result result,
            DispatcherConfig.Redis redis) {
        this.vertx = vertx;
        this.metrics = metrics;
        this.json = new ResultJson(json);
        this.queue = queue;
        this.async = async;
        this.resultTtl = Duration.ofMillis(Service.atLeastOne("RESULT_TTL_MS", result.ttlMs()));
        this.redisUrl = redis.url();
    }

    /** @throws Service.CantStart if a setting is wrong */
    Intake of(Dispatch dispatch) {
        int backgroundCapacity = Service.atLeastOne("ASYNC_CAPACITY", async.capacity());
        return switch (queue.kind()) {
            case "memory" ->
                new MemoryIntake(dispatch::submit, metrics, json, newIds(), newResults(backgroundCapacity));
            case "redis" -> new SharedIntake(vertx, dispatch, metrics, json, settings(backgroundCapacity), resultTtl);
            default -> throw new Service.CantStart("QUEUE is '" + queue.kind() + "'; it is memory or redis");
        };
    }

    private static ResultIds newIds() {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new ResultIds(key, InstantSource.system(), random);
    }

    private MemoryResults newResults(int capacity) {
        return new MemoryResults(
                capacity, resultTtl, Runtime.getRuntime().maxMemory() / RESULTS_SHARE, System::nanoTime);
    }

    private RedisSettings settings(int backgroundCapacity) {
        return new RedisSettings(
                RedisAddress.of(redisUrl),
                RedisSettings.newDispatcherId(),
                queue.capacity(),
                backgroundCapacity,
                queue.agingMs());
    }
}
