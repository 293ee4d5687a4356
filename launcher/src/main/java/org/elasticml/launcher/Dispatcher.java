package org.elasticml.launcher;

import java.util.Map;

/** Starts the dispatcher as this launcher runs it, wherever it is started from. */
public final class Dispatcher {
    private Dispatcher() {}

    /**
     * @param name what to call it, also its log file's name
     * @param settings environment variables, such as {@code ML_SERVICE_URL}
     */
    public static ServiceProcess start(Project project, String name, int port, Map<String, String> settings)
            throws LaunchException {
        return ServiceProcess.start(
                name,
                port,
                project.dispatcher().command(ServiceJvm.dispatcherOptions(), false),
                settings,
                project.logFolder());
    }
}
