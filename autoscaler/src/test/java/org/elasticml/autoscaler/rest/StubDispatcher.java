package org.elasticml.autoscaler.rest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.elasticml.autoscaler.scrape.StubServer;

/** A dispatcher and its one replica, that tell what they are told to, over HTTP. */
public final class StubDispatcher implements QuarkusTestResourceLifecycleManager {
    /** What it tells besides of the number of its replicas; null is HTTP 500. */
    static volatile String figures = "";

    private static final AtomicLong UPTIME = new AtomicLong();

    private StubServer server;

    @Override
    public Map<String, String> start() {
        server = new StubServer(path -> figures == null ? null : page());
        return Map.of(
                "DISPATCHER_URL",
                server.url().toString(),
                "OBSERVE_EVERY_MS",
                "50",
                "SCALING_POLICY",
                "queue",
                "MIN_REPLICAS",
                "1",
                "MAX_REPLICAS",
                "4");
    }

    private String page() {
        return "process_uptime_seconds " + UPTIME.incrementAndGet() + "\nml_app_best_batch 1\n"
                + "ml_app_measured_service_seconds{batch=\"1\"} 0.05\ndispatcher_replica_state{replica=\""
                + server.authority() + "\",state=\"ready\"} 1\n" + figures;
    }

    @Override
    public void stop() {
        server.close();
    }
}
