package org.elasticml.launcher;

import java.util.HashMap;
import java.util.Map;

/** Starts ml-app as this launcher runs it, wherever it is started from. */
public final class Replica {
    private Replica() {}

    /**
     * @param name what to call it, also its log file's name
     * @param cores {@code REPLICA_CORES}
     * @param settings environment variables, such as {@code MODEL_WEIGHTS}
     */
    public static ServiceProcess start(Project project, String name, int port, int cores, Map<String, String> settings)
            throws LaunchException {
        return start(project, name, port, cores, settings, false);
    }

    /** @param writesArchive see {@link ServiceJvm#command} */
    static ServiceProcess start(
            Project project, String name, int port, int cores, Map<String, String> settings, boolean writesArchive)
            throws LaunchException {
        return ServiceProcess.start(
                name,
                port,
                project.mlApp().command(ServiceJvm.replicaOptions(cores), writesArchive),
                environment(cores, settings),
                project.logFolder());
    }

    /** The settings, and what comes with so many cores. */
    public static Map<String, String> environment(int cores, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("REPLICA_CORES", Integer.toString(cores));
        environment.put("OMP_NUM_THREADS", "1");
        environment.put("MALLOC_ARENA_MAX", "2");
        return environment;
    }
}
