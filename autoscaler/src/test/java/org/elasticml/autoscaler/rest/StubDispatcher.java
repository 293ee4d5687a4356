package org.elasticml.autoscaler.rest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.elasticml.autoscaler.scrape.StubServer;

/**
 * A dispatcher and its one replica, that tell what they are told to: {@code GET /?query=tell:TEXT} sets the page's last lines,
 * {@code tell:fail} has them answer with HTTP 500.
 */
public final class StubDispatcher implements QuarkusTestResourceLifecycleManager {
    private static final String TELL = "tell:";

    private final AtomicLong uptime = new AtomicLong();
    private StubServer server;
    private volatile String figures = "";

    @Override
    public Map<String, String> start() {
        server = new StubServer(this::answer);
        return Map.of(
                "dispatcher.url",
                server.url().toString(),
                "observe.every-ms",
                "50",
                "scaling.policy",
                "queue",
                "min.replicas",
                "1",
                "max.replicas",
                "4");
    }

    private String answer(String asked) {
        if (asked.startsWith(TELL)) {
            figures = asked.substring(TELL.length());
            return "told";
        }
        return figures.equals("fail") ? null : page();
    }

    private String page() {
        return "process_uptime_seconds " + uptime.incrementAndGet() + "\nml_app_best_batch 1\n"
                + "ml_app_measured_service_seconds{batch=\"1\"} 0.05\ndispatcher_replica_state{replica=\""
                + server.authority() + "\",state=\"ready\"} 1\n" + figures;
    }

    @Override
    public void stop() {
        server.close();
    }
}
