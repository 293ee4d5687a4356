package org.elasticml.cluster.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is committed in k8s/ is all right, and would not be with a word of it changed. */
class K8sTest {
    private static final Map<String, Function<Corpus, List<String>>> CHECKS = Map.ofEntries(
            Map.entry("files", LayoutChecks::files),
            Map.entry("objects", LayoutChecks::objects),
            Map.entry("settings", k8s -> LayoutChecks.settings(k8s, readme())),
            Map.entry("rivals", LayoutChecks::rivals),
            Map.entry("named", ReferenceChecks::named),
            Map.entry("selected", ReferenceChecks::selected),
            Map.entry("inside", ReferenceChecks::inside),
            Map.entry("called", ReferenceChecks::called),
            Map.entry("images", PodChecks::images),
            Map.entry("resources", PodChecks::resourcesAndProbes),
            Map.entry("restricted", PodChecks::restricted));

    private static String readme() {
        try {
            return Files.readString(Path.of("../README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files",
                "objects",
                "settings",
                "rivals",
                "named",
                "selected",
                "inside",
                "called",
                "images",
                "resources",
                "restricted"
            })
    void isAllRight(String check) {
        assertEquals(List.of(), CHECKS.get(check).apply(Corpus.COMMITTED));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            files      | 12-ml-app-networkpolicy.yaml  | part-of: elastic-ml    | part-of: other         | lacks labels
            files      | 41-dispatcher-deployment.yaml | namespace: elastic-ml  | namespace: default     | is not in the namespace
            files      | 12-ml-app-networkpolicy.yaml  | "true"                 | yes                    | needs quotes
            files      | 25-autoscaler-rolebinding.yaml | kind: RoleBinding     | kind: Restore          | needs something installed
            objects    | 32-ml-app-poddisruptionbudget.yaml | kubernetes.io/name: ml-app | kubernetes.io/version: 1 | selects by app.kubernetes.io/version
            objects    | load-test/31-load-test-report-service.yaml | 30802     | 30801                  | its nodePort is another's
            objects    | 50-autoscaler-service.yaml    | name: autoscaler       | name: dispatcher       | is there twice
            settings   | 01-elastic-ml-configmap.yaml  | SLO_MS                 | SLO_MSEC               | README.md does not know SLO_MSEC
            settings   | 31-ml-app-deployment.yaml     | - name: REPLICA_CORES  | - name: CORES          | README.md does not know CORES
            settings   | load-test/41-load-tester-job.yaml | $(SCALE)           | 1                      | README.md does not know SCALE
            rivals     | hpa-70/20-ml-app-horizontalpodautoscaler.yaml | minReplicas: 3 | minReplicas: 1 | min is not the ConfigMap's
            rivals     | minikube/01-elastic-ml-configmap.yaml | MAX_REPLICAS: "3" | MAX_REPLICAS: "4"   | max is not the ConfigMap's
            rivals     | hpa-90/10-autoscaler-deployment.yaml | value: none     | value: kubernetes      | two scale
            named      | 41-dispatcher-deployment.yaml | serviceAccountName: dispatcher | serviceAccountName: other | there is no ServiceAccount other
            named      | 01-elastic-ml-configmap.yaml  | DEADLINE_MS            | DEADLINE               | there is no ConfigMap elastic-ml with DEADLINE_MS
            named      | 22-dispatcher-rolebinding.yaml | kind: Role            | kind: ClusterRole      | there is no ClusterRole dispatcher
            named      | load-test/41-load-tester-job.yaml | key: workload.txt  | key: workload.csv      | there is no ConfigMap workload with workload.csv
            named      | load-test/32-load-test-report-deployment.yaml | claimName: load | claimName: no-load | there is no PersistentVolumeClaim no-load-test-report
            named      | redis/13-redis-statefulset.yaml | serviceName: redis   | serviceName: other     | there is no Service other
            named      | hpa-70/20-ml-app-horizontalpodautoscaler.yaml | Deployment | StatefulSet        | there is no StatefulSet ml-app
            selected   | 30-ml-app-service.yaml        | targetPort: 8000       | targetPort: 8001       | nobody listens at 8001
            selected   | 40-dispatcher-service.yaml    | name: dispatcher       | name: other            | no pod has the labels
            selected   | 42-dispatcher-poddisruptionbudget.yaml | name: dispatcher | name: other         | no pod has the labels
            selected   | 12-ml-app-networkpolicy.yaml  | port: 8000             | port: 80               | nobody listens at 80
            selected   | 13-dispatcher-networkpolicy.yaml | port: 8000          | port: 80               | nobody listens at 80
            selected   | 12-ml-app-networkpolicy.yaml  | name: autoscaler       | name: scaler           | no pod has the labels
            selected   | load-test/41-load-tester-job.yaml | name: load-test-report | name: report       | no pod has the labels
            inside     | 41-dispatcher-deployment.yaml | containerPort: 8001    | containerPort: 8002    | probes 8001
            inside     | ingress/10-dispatcher-ingress.yaml | name: http        | name: https            | no Service is behind
            called     | load-test/41-load-tester-job.yaml | //dispatcher:8001  | //dispatcher:8000      | no Service is at http://dispatcher:8000
            called     | redis/20-dispatcher-deployment.yaml | redis://redis    | redis://other          | no Service is at redis://other:6379
            called     | 01-elastic-ml-configmap.yaml  | dns://dispatchers      | dns://others           | no Service is at dns://others:8001
            images     | 31-ml-app-deployment.yaml     | 0.1.0                  | latest                 | is not name:version
            images     | 31-ml-app-deployment.yaml     | :0.1.0                 | ''                     | is not name:version
            images     | 31-ml-app-deployment.yaml     | elastic-ml/ml-app:     | r.example/a/ml-app:    | is not name:version
            images     | 31-ml-app-deployment.yaml     | elastic-ml/ml-app:     | elastic-ml/app:        | nobody makes
            images     | 31-ml-app-deployment.yaml     | 0.1.0                  | 0.2.0                  | nobody makes
            images     | 31-ml-app-deployment.yaml     | IfNotPresent           | Always                 | is not used
            resources  | 31-ml-app-deployment.yaml     | startupProbe:          | livenessProbe2:        | no startupProbe
            resources  | 41-dispatcher-deployment.yaml | memory:                | storage:               | no /resources/requests/memory
            restricted | 31-ml-app-deployment.yaml     | allowPrivilegeEscalation: false | allowPrivilegeEscalation: true | allowPrivilegeEscalation is not false
            restricted | 31-ml-app-deployment.yaml     | readOnlyRootFilesystem: true | readOnlyRootFilesystem: false | readOnlyRootFilesystem is not true
            restricted | 31-ml-app-deployment.yaml     | - ALL                  | - NET_RAW              | capabilities.drop is not ALL
            restricted | 31-ml-app-deployment.yaml     | drop:                  | add:                   | rights of its own
            restricted | 31-ml-app-deployment.yaml     | runAsNonRoot: true     | runAsNonRoot: false    | runAsNonRoot is not true
            restricted | 31-ml-app-deployment.yaml     | runAsUser: 10001       | runAsUser: 0           | runAsUser is root
            restricted | 31-ml-app-deployment.yaml     | RuntimeDefault         | Unconfined             | seccompProfile is not
            restricted | 31-ml-app-deployment.yaml     | enableServiceLinks     | hostNetwork            | a part of the node
            restricted | 31-ml-app-deployment.yaml     | Token: false           | Token: true            | a token
            """)
    void aWrongWordIsFound(String check, String path, String right, String wrong, String says) {
        List<String> found = new ArrayList<>(CHECKS.get(check).apply(Corpus.COMMITTED.broken(path, right, wrong)));
        assertTrue(found.stream().anyMatch(line -> line.contains(says)), found.toString());
    }

    @Test
    void aMountWithoutAVolumeIsFound() {
        Corpus without = Corpus.COMMITTED.broken(
                "41-dispatcher-deployment.yaml",
                "- name: tmp\n          emptyDir",
                "- name: other\n          emptyDir");
        assertEquals(
                List.of("41-dispatcher-deployment.yaml: mounts tmp, which is no volume"),
                ReferenceChecks.inside(without));
    }

    @Test
    void aFileThatComesTooEarlyIsFound() {
        Corpus late =
                Corpus.COMMITTED.renamed("23-autoscaler-serviceaccount.yaml", "60-autoscaler-serviceaccount.yaml");
        assertTrue(
                ReferenceChecks.named(late)
                        .contains(
                                "51-autoscaler-deployment.yaml: comes before 60-autoscaler-serviceaccount.yaml, which it names"));
        Corpus unnumbered = Corpus.COMMITTED.renamed("30-ml-app-service.yaml", "ml-app-service.yaml");
        assertEquals(List.of("ml-app-service.yaml: is not called NN-what.yaml"), LayoutChecks.files(unnumbered));
        Corpus second = Corpus.COMMITTED.renamed("30-ml-app-service.yaml", "00-ml-app-service.yaml");
        assertEquals(
                List.of("00-ml-app-service.yaml: the namespace, and nothing else, is 00"), LayoutChecks.files(second));
    }
}
