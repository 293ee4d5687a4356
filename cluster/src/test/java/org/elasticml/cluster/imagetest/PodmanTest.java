package org.elasticml.cluster.imagetest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodmanTest {
    @Test
    void aContainerHasThePodsLimitsAndNoRights() {
        Pod pod = new Pod("ml-app", Map.of("REPLICA_CORES", "1"), "1", 1L << 30, 10_001, 5, 30);
        assertEquals(
                List.of(
                        "podman",
                        "--runtime=runc",
                        "run",
                        "--detach",
                        "--name=one",
                        "--read-only",
                        "--read-only-tmpfs=false",
                        "--cap-drop=all",
                        "--security-opt=no-new-privileges",
                        "--network=host",
                        "--ulimit=nofile=10000:10000",
                        "--ulimit=nproc=10000:10000",
                        "--user=10001:10001",
                        "--cpus=1",
                        "--memory=1073741824",
                        "--memory-swap=1073741824",
                        "--env=PORT=9601",
                        "--env=REPLICA_CORES=1",
                        "elastic-ml/ml-app:0.1.0"),
                Podman.run("one", "elastic-ml/ml-app:0.1.0", pod, Map.of("PORT", "9601")));
    }
}
