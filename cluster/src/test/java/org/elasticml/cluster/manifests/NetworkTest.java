package org.elasticml.cluster.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final Set<String> WAYS = Set.of(
            "anybody -> dispatcher:8001",
            "autoscaler -> dispatcher:8001",
            "dispatcher -> ml-app:8000",
            "autoscaler -> ml-app:8000");

    private static Set<String> ways(Corpus k8s, String... folders) {
        return new Network(k8s, Set.of(folders)).ways();
    }

    @Test
    void onlyTheseMaySpeakToEachOther() {
        assertEquals(new TreeSet<>(WAYS), ways(Corpus.COMMITTED, ""));
    }

    @Test
    void anOptionAddsItsOwnWays() {
        Set<String> more = new TreeSet<>(WAYS);
        more.addAll(Set.of(
                "load-tester -> dispatcher:8001",
                "load-tester -> autoscaler:8002",
                "anybody -> load-test-report:8080",
                "dispatcher -> redis:6379"));
        assertEquals(more, ways(Corpus.COMMITTED, "", "load-test", "redis"));
    }

    @Test
    void monitoringReadsAndIsRead() {
        Set<String> more = new TreeSet<>(WAYS);
        more.addAll(Set.of(
                "prometheus -> ml-app:8000",
                "prometheus -> dispatcher:8001",
                "prometheus -> autoscaler:8002",
                "autoscaler -> prometheus:9090",
                "grafana -> prometheus:9090",
                "anybody -> grafana:3000"));
        assertEquals(more, ways(Corpus.COMMITTED, "", "monitoring"));
    }

    @Test
    void namesAndTheApiServerAreAllThatIsOpenAnywhere() {
        Network network = new Network(Corpus.COMMITTED, Set.of("", "load-test", "redis"));
        for (String name : Set.of("ml-app", "load-tester", "load-test-report", "redis")) {
            assertEquals(Set.of(53), network.portsAnywhere(name), name);
        }
        for (String name : Set.of("dispatcher", "autoscaler")) {
            assertEquals(Set.of(53, 443, 6443, 8443), network.portsAnywhere(name), name);
        }
    }

    @Test
    void aWrongPolicyIsFound() {
        Corpus open = Corpus.COMMITTED.broken("12-ml-app-networkpolicy.yaml", "- from:", "- form:");
        Set<String> more = new TreeSet<>(WAYS);
        more.add("anybody -> ml-app:8000");
        assertEquals(more, ways(open, ""));
        Corpus wide = Corpus.COMMITTED.broken("12-ml-app-networkpolicy.yaml", "port: 8000", "port: 8001");
        assertEquals(Set.of("anybody -> dispatcher:8001", "autoscaler -> dispatcher:8001"), ways(wide, ""));
        Corpus silent = Corpus.COMMITTED.broken("14-autoscaler-networkpolicy.yaml", "port: 8000", "port: 80");
        assertEquals(
                Set.of("anybody -> dispatcher:8001", "autoscaler -> dispatcher:8001", "dispatcher -> ml-app:8000"),
                ways(silent, ""));
    }
}
