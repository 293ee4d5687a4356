package org.elasticml.cluster.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticml.bench.process.Servers;
import org.elasticml.cluster.monitoring.MonitoringFiles.Rule;
import org.elasticml.core.metrics.Metric;
import org.elasticml.core.metrics.PrometheusText;
import org.elasticml.launcher.Dispatcher;
import org.elasticml.launcher.HttpJson;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Ports;
import org.elasticml.launcher.Project;
import org.elasticml.launcher.Replica;
import org.elasticml.launcher.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules, dashboard and ScaledObject name only metrics, labels and values that the packaged services export. */
class MetricsIT {
    private static final int PORT_BASE = 28_500;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final KnownMetrics KNOWN = new KnownMetrics();

    private static Servers servers;

    @BeforeAll
    static void readMetricsOfServicesThatHaveServed() throws Exception {
        System.setProperty("elastic.root", MonitoringFiles.ROOT.toString());
        Project project = Project.current();
        List<Integer> ports = Ports.free(PORT_BASE, 3);
        servers = new Servers(project, ports.get(0));
        ServiceProcess replica =
                start(Replica.start(project, "it-ml-app", ports.get(0), 1, Map.of("MODEL_WEIGHTS", "builtin")));
        ServiceProcess dispatcher =
                start(Dispatcher.start(project, "it-dispatcher", ports.get(1), Map.of("ML_SERVICE_URL", url(replica))));
        ServiceProcess autoscaler = start(startAutoscaler(project, ports.get(2), dispatcher));
        serveEachOutcome(dispatcher);
        Map.of("dispatcher", dispatcher, "ml-app", replica, "autoscaler", autoscaler)
                .forEach(MetricsIT::read);
        addWhatRulesMake();
    }

    private static ServiceProcess start(ServiceProcess service) throws LaunchException {
        servers.add(service).awaitReady(new HttpJson());
        return service;
    }

    private static ServiceProcess startAutoscaler(Project project, int port, ServiceProcess dispatcher)
            throws LaunchException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path jar = project.root().resolve("autoscaler/target/quarkus-app/quarkus-run.jar");
        Map<String, String> settings = Map.of("ACTUATOR", "none", "DISPATCHER_URL", url(dispatcher));
        return ServiceProcess.start(
                "it-autoscaler", port, List.of(java, "-jar", jar.toString()), settings, project.logFolder());
    }

    private static String url(ServiceProcess service) {
        return "http://127.0.0.1:" + service.port();
    }

    /** A request that succeeds, one that is refused, and one that fails. */
    private static void serveEachOutcome(ServiceProcess dispatcher) throws Exception {
        URI door = URI.create(url(dispatcher) + "/add_to_queue");
        Path photo = MonitoringFiles.ROOT.resolve("ml-app/src/test/resources/images/colour.jpg");
        HttpRequest.Builder request = HttpRequest.newBuilder(door).POST(HttpRequest.BodyPublishers.ofFile(photo));
        assertEquals(200, status(request.copy()));
        int refused = status(request.copy().header("X-Deadline-Ms", "1"));
        assertTrue(refused == 503 || refused == 504, "status " + refused);
        assertEquals(415, status(request.copy().header("Content-Type", "text/plain")));
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static void read(String name, ServiceProcess service) {
        Map<String, String> target = new HashMap<>();
        MonitoringFiles.targetLabels().forEach(label -> target.put(label, "any"));
        target.put("service", name);
        PrometheusText.parse(page(service)).forEach(metric -> KNOWN.add(metric, target));
        KNOWN.add(new Metric("up", Map.of(), 1), target); // which Prometheus itself makes
    }

    private static String page(ServiceProcess service) {
        URI uri = URI.create(url(service) + "/q/metrics");
        return HTTP.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
    }

    /** Alerts that are pending or firing, and what rules record. */
    private static void addWhatRulesMake() {
        Set<String> ofAlerts = new HashSet<>(Set.of("alertname", "alertstate"));
        for (Rule rule : MonitoringFiles.rules()) {
            if (rule.record().isEmpty()) {
                ofAlerts.addAll(rule.labels());
            } else {
                KNOWN.addRecorded(rule.record(), rule.expression());
            }
        }
        KNOWN.add("ALERTS", ofAlerts);
    }

    @AfterAll
    static void stop() {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void rulesNameWhatIsThere() {
        check(MonitoringFiles.rules().stream().map(Rule::expression).toList());
    }

    @Test
    void theDashboardNamesWhatIsThere() {
        check(MonitoringFiles.dashboardExpressions());
    }

    @Test
    void theScaledObjectNamesWhatIsThere() {
        check(MonitoringFiles.kedaQueries());
    }

    private static void check(List<String> expressions) {
        List<String> missing = new ArrayList<>();
        expressions.forEach(each -> missing.addAll(KNOWN.missing(each)));
        assertEquals(List.of(), missing);
        assertFalse(expressions.isEmpty());
    }
}
