package org.elasticml.cluster.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StrictObjectsTest {
    /** Below these, a field's name is anybody's choice. */
    private static final Pattern FREE = Pattern.compile(
            ".*/(labels|annotations|matchLabels|nodeSelector|requests|limits)/.*|ConfigMap/data/.*|Service/spec/selector/.*"
                    + "|ScaledObject/spec/triggers/.*/metadata/.*");

    static Stream<String> manifests() {
        return Corpus.COMMITTED.texts().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void eachIsOneObjectWithKnownFieldsOnly(String path) throws IOException {
        StrictObjects.read(Corpus.COMMITTED.texts().get(path));
    }

    @Test
    void whatIsReadIsTheWholeObject() throws IOException {
        Deployment mlApp =
                (Deployment) StrictObjects.read(Corpus.COMMITTED.texts().get("31-ml-app-deployment.yaml"));
        var container = mlApp.getSpec().getTemplate().getSpec().getContainers().get(0);
        assertEquals(5, container.getLifecycle().getPreStop().getSleep().getSeconds());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            31-ml-app-deployment.yaml           | containers:             | containerz:             | containerz
            31-ml-app-deployment.yaml           | seconds: 5              | second: 5               | second
            31-ml-app-deployment.yaml           | drop:                   | dropped:                | dropped
            31-ml-app-deployment.yaml           | periodSeconds: 2        | periodSeconds: '2'      | Cannot coerce
            31-ml-app-deployment.yaml           | runAsNonRoot: true      | runAsNonRoot: 'true'    | Cannot coerce
            31-ml-app-deployment.yaml           | value: "1"              | value: 1                | Cannot coerce
            31-ml-app-deployment.yaml           | periodSeconds: 2        | timeoutSeconds: 2       | Duplicate
            31-ml-app-deployment.yaml           | kind: Deployment        | kind: Deploiment        | unknown: apps/v1 Deploiment
            31-ml-app-deployment.yaml           | apps/v1                 | apps/v1beta1            | unknown: apps/v1beta1
            30-ml-app-service.yaml              | clusterIP:              | clusterIp:              | clusterIp
            01-elastic-ml-configmap.yaml        | "500"                   | 500                     | Cannot coerce
            12-ml-app-networkpolicy.yaml        | podSelector:            | podSelecter:            | podSelecter
            24-autoscaler-role.yaml             | resourceNames:          | resourcesNames:         | resourcesNames
            25-autoscaler-rolebinding.yaml      | roleRef:                | role:                   | role
            hpa-70/20-ml-app-horizontalpodautoscaler.yaml | averageValue: | averageCpu:             | averageCpu
            load-test/41-load-tester-job.yaml   | backoffLimit:           | backOffLimit:           | backOffLimit
            redis/13-redis-statefulset.yaml     | storage: 1Gi            | storage: [1Gi]          | quantity
            """)
    void oneWrongWordFails(String path, String right, String wrong, String message) {
        String text = Corpus.COMMITTED.broken(path, right, wrong).texts().get(path);
        IOException refused = assertThrows(IOException.class, () -> StrictObjects.read(text));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    /** JSON pointers of all fields, at any depth. */
    private static Stream<String> fields(String at, JsonNode node) {
        if (node instanceof ArrayNode array) {
            return IntStream.range(0, array.size()).boxed().flatMap(i -> fields(at + "/" + i, array.get(i)));
        }
        return node.properties().stream()
                .flatMap(field -> Stream.concat(
                        Stream.of(at + "/" + field.getKey().replace("/", "~1")),
                        fields(at + "/" + field.getKey().replace("/", "~1"), field.getValue())));
    }

    @Test
    void anyFieldMisspeltFails() {
        int tried = 0;
        for (Filed object : Corpus.COMMITTED.objects()) {
            for (String field : fields("", object.manifest().root()).toList()) {
                if (!FREE.matcher(object.kind() + field).matches()) {
                    Manifest misspelt = misspelt(object.manifest(), JsonPointer.compile(field));
                    assertThrows(
                            IOException.class, () -> StrictObjects.read(misspelt), () -> object.path() + " " + field);
                    tried++;
                }
            }
        }
        assertTrue(tried > 1000, tried + " fields");
    }

    private static Manifest misspelt(Manifest right, JsonPointer field) {
        Manifest wrong = right.copy();
        ObjectNode parent = (ObjectNode) wrong.root().at(field.head());
        String name = field.last().getMatchingProperty();
        parent.set(name + "z", parent.remove(name));
        return wrong;
    }

    @Test
    void aSecondObjectFails() {
        String twice = "apiVersion: v1\nkind: Namespace\n---\napiVersion: v1\nkind: Namespace\n";
        assertEquals(
                "2 objects",
                assertThrows(IOException.class, () -> StrictObjects.read(twice)).getMessage());
    }

    @Test
    void aScaledObjectIsReadAsStrictly() throws IOException {
        String right = """
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata:
                  name: ml-app
                spec:
                  scaleTargetRef:
                    name: ml-app
                  minReplicaCount: 3
                  triggers:
                    - type: prometheus
                      metadata:
                        threshold: "8"
                """;
        ScaledObject read = (ScaledObject) StrictObjects.read(right);
        assertEquals(3, read.spec().minReplicaCount());
        for (String wrong : new String[] {
            right.replace("minReplicaCount", "minReplicas"),
            right.replace("scaleTargetRef", "scaleTarget"),
            right.replace("\"8\"", "8"),
            right.replace("metadata:\n  name", "metadata:\n  nam")
        }) {
            assertThrows(IOException.class, () -> StrictObjects.read(wrong), wrong);
        }
    }
}
