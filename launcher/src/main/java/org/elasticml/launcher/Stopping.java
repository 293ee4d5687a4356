package org.elasticml.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Ends services: the last started first, and after an autoscaler whatever it left behind. */
final class Stopping {
    private Stopping() {}

    /**
     * @param services in the order in which they were started
     * @param logs the folder in which autoscalers write down their replicas
     * @param stopped hears of each that ran
     */
    static void stop(List<Running> services, Path logs, Consumer<Running> stopped) {
        for (int i = services.size() - 1; i >= 0; i--) {
            Running service = services.get(i);
            if (service.process().isPresent()) {
                service.stop();
                stopped.accept(service);
            }
            if (Autoscaler.is(service)) {
                Autoscaler.stopReplicas(logs, service.port()).forEach(stopped);
            }
        }
    }
}
