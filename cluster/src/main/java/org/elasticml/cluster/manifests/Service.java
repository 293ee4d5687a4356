package org.elasticml.cluster.manifests;

/** A module whose build writes manifests. */
enum Service {
    ML_APP("ml-app", "", 30),
    DISPATCHER("dispatcher", "", 40),
    AUTOSCALER("autoscaler", "", 50),
    LOAD_TESTER("load-tester", "load-test/", 40);

    private final String module;
    private final String folder;
    private final int firstNumber;

    Service(String module, String folder, int firstNumber) {
        this.module = module;
        this.folder = folder;
        this.firstNumber = firstNumber;
    }

    String module() {
        return module;
    }

    /** Where in k8s/ a manifest of it goes: a Service is numbered before what it leads to, a budget after it. */
    String path(Manifest manifest) {
        int place =
                switch (manifest.kind()) {
                    case "Service" -> 0;
                    case "Deployment", "Job" -> 1;
                    case "PodDisruptionBudget" -> 2;
                    default -> throw new IllegalStateException(module + ": no place for a " + manifest.kind());
                };
        return folder + (firstNumber + place) + "-" + manifest.fileName();
    }
}
