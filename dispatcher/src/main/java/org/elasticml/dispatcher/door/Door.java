package org.elasticml.dispatcher.door;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.elasticml.core.door.ApiKey;
import org.elasticml.core.door.TokenBucket;
import org.elasticml.dispatcher.config.DispatcherConfig;
import org.elasticml.dispatcher.service.DispatchService;
import org.elasticml.web.ProblemException;

/** {@code API_KEYS}: lets in who shows a key, as often as that may be used; without the setting, everybody. */
@ApplicationScoped
public class Door {
    /** Where the key is shown. */
    public static final String HEADER = "X-API-Key";

    private static final String CHALLENGE = "ApiKey realm=\"dispatcher\"";
    private static final Duration REFRESH_EVERY = Duration.ofSeconds(2);
    private static final String REFUSED = "dispatcher_door_refused_total";

    private final Vertx vertx;
    private final MeterRegistry registry;
    private final Optional<KeyFile> file;
    /** Of how many dispatchers this is one: each gives its part of a rate. */
    private final IntSupplier dispatchers;

    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    Door(Vertx vertx, MeterRegistry registry, DispatchService service, DispatcherConfig.Api config) {
        this.vertx = vertx;
        this.registry = registry;
        this.dispatchers = service::dispatchers;
        this.file = config.keys().map(KeyFile::new);
    }

    void start(@Observes StartupEvent event) {
        List.of("no_key", "unknown_key", "rate").forEach(reason -> registry.counter(REFUSED, "reason", reason));
        countFromZero();
        if (file.isPresent()) {
            vertx.setPeriodic(REFRESH_EVERY.toMillis(), tick -> vertx.executeBlocking(this::refresh));
        }
    }

    /** True if there are new keys. */
    boolean refresh() {
        boolean changed = file.orElseThrow().refresh();
        if (changed) {
            countFromZero();
        }
        return changed;
    }

    private void countFromZero() {
        file.ifPresent(known -> known.keys().all().forEach(this::requests));
    }

    private Counter requests(ApiKey key) {
        return registry.counter("dispatcher_api_key_requests_total", "key", key.name());
    }

    /**
     * Who asks.
     *
     * @param shown the header, or null
     * @return empty if everybody may
     * @throws ProblemException 401 without a key, 403 with one that is not known
     */
    public Optional<ApiKey> identify(String shown) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (shown == null || shown.isEmpty()) {
            refused("no_key");
            throw ProblemException.unauthorized(CHALLENGE, "a key is asked for, in the header " + HEADER);
        }
        Optional<ApiKey> key = file.get().keys().find(shown);
        if (key.isEmpty()) {
            refused("unknown_key");
            throw new ProblemException(403, "the key in the header " + HEADER + " is not known");
        }
        requests(key.get()).increment();
        return key;
    }

    /**
     * Takes one request from what the key may do.
     *
     * @throws ProblemException 429 if that is used up
     */
    public void requireRate(ApiKey key) {
        if (key.limit().isEmpty()) {
            return;
        }
        ApiKey.Limit limit = key.limit().get().share(dispatchers.getAsInt());
        TokenBucket bucket = buckets.computeIfAbsent(key.name(), name -> new TokenBucket());
        long waitNanos;
        synchronized (bucket) {
            waitNanos = bucket.take(limit.ratePerSecond(), limit.burst(), System.nanoTime());
        }
        if (waitNanos > 0) {
            refused("rate");
            long seconds = TimeUnit.NANOSECONDS.toSeconds(waitNanos - 1) + 1;
            throw new ProblemException(
                    429, "the key '" + key.name() + "' is over its rate", (int) Math.min(seconds, Integer.MAX_VALUE));
        }
    }

    private void refused(String reason) {
        registry.counter(REFUSED, "reason", reason).increment();
    }
}
