package org.elasticml.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts ml-app as this launcher runs it, wherever it is started from. */
public final class Replica {
    /**
     * The heap is small, since weights and pixels lie outside of it, and what loading the weights took is given back:
     * by default a heap begins at a 64th of the machine's memory and never shrinks below that.
     */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC", "-Xms32m", "-Xmx512m", "-XX:-ShrinkHeapInSteps", "-XX:MaxDirectMemorySize=256m");

    private Replica() {}

    /**
     * @param name what to call it, also its log file's name
     * @param cores {@code REPLICA_CORES}
     * @param settings environment variables, such as {@code MODEL_WEIGHTS}
     */
    public static ServiceProcess start(Project project, String name, int port, int cores, Map<String, String> settings)
            throws LaunchException {
        List<String> jvm = new ArrayList<>(JVM);
        jvm.add("-XX:ActiveProcessorCount=" + cores);
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("REPLICA_CORES", Integer.toString(cores));
        environment.put("OMP_NUM_THREADS", "1");
        environment.put("MALLOC_ARENA_MAX", "2");
        return ServiceProcess.start(name, port, project.service("ml-app", jvm), environment, project.logFolder());
    }
}
