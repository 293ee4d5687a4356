package org.elasticml.cluster.manifests;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The folders that change what k8s/ says: each holds changed copies of whole objects. */
final class Options {
    private static final String AUTOSCALER = "51-autoscaler-deployment.yaml";
    private static final String DISPATCHER = "41-dispatcher-deployment.yaml";
    private static final String ML_APP = "31-ml-app-deployment.yaml";
    private static final String LOOKS_ON = "with ACTUATOR none, as another one scales.";

    private static final Map<String, String> ON_MINIKUBE = Map.of("MIN_REPLICAS", "1", "MAX_REPLICAS", "3");
    private static final String HALF_A_CORE = "500m";

    private final ManifestSet set;

    private Options(ManifestSet set) {
        this.set = set;
    }

    static void add(ManifestSet set) throws IOException {
        Options options = new Options(set);
        for (String scaler : List.of("hpa-70", "hpa-90", "keda")) {
            Manifest autoscaler = set.read(AUTOSCALER).environment("ACTUATOR", "none");
            options.copy(
                    AUTOSCALER,
                    scaler + "/10-autoscaler-deployment.yaml",
                    LOOKS_ON + back(scaler, AUTOSCALER),
                    autoscaler);
        }
        options.redis();
        options.minikube();
    }

    /** With their queue in Redis there may be several dispatchers. */
    private void redis() throws IOException {
        Manifest dispatcher = set.read(DISPATCHER)
                .environment("QUEUE", "redis")
                .environment("REDIS_URL", "redis://redis:6379")
                .replicas(2);
        copy(DISPATCHER, "redis/20-dispatcher-deployment.yaml", "two, with their queue in Redis.", dispatcher);
    }

    /** Four CPUs, 8 GB. */
    private void minikube() throws IOException {
        Settings small = set.settings().with(ON_MINIKUBE);
        copy(Settings.FILE, "minikube/" + Settings.FILE, "which explains it, for fewer replicas.", small.manifest());
        Manifest mlApp = set.read(ML_APP).request("cpu", HALF_A_CORE);
        copy(ML_APP, "minikube/" + ML_APP, "with half a core guaranteed; it may still use a whole one.", mlApp);
        Manifest autoscaler = small.mark(set.read(AUTOSCALER));
        copy(AUTOSCALER, "minikube/" + AUTOSCALER, "with the settings beside it.", autoscaler);
        for (String scaler : List.of("hpa-70", "hpa-90")) {
            String lookingOn = scaler + "/10-autoscaler-deployment.yaml";
            copy(
                    lookingOn,
                    "minikube/" + lookingOn,
                    "with minikube's settings." + back("minikube/" + scaler, "minikube/" + AUTOSCALER),
                    small.mark(set.read(lookingOn)));
            String rule = scaler + "/20-ml-app-horizontalpodautoscaler.yaml";
            copy(rule, "minikube/" + rule, "which explains it, for fewer replicas.", bounded(set.read(rule), small));
        }
    }

    private static String back(String option, String to) {
        return "\nBack again: kubectl delete -f k8s/" + option + "/ && kubectl apply -f k8s/" + to;
    }

    private static Manifest bounded(Manifest rule, Settings settings) {
        rule.root()
                .withObject("/spec")
                .put("minReplicas", settings.number("MIN_REPLICAS"))
                .put("maxReplicas", settings.number("MAX_REPLICAS"));
        return rule;
    }

    private void copy(String of, String path, String difference, Manifest changed) {
        set.write(path, "from k8s/" + of + ", " + difference, changed);
    }
}
