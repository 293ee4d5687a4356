package org.elasticml.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./elastic stop}: ends what another call of this launcher left running. */
@Command(name = "stop", mixinStandardHelpOptions = true, description = "Stops all services that this launcher started.")
final class StopCommand implements Callable<Integer> {
    @Override
    public Integer call() throws LaunchException {
        Project project = Project.current();
        List<Running> stopped = new ArrayList<>();
        for (Path file : Running.files(project.stateFolder())) {
            List<Running> services = Running.read(file);
            delete(file); // first: it tells the launcher that waits for them that this is on purpose
            Stopping.stop(services, project.logFolder(), service -> {
                System.out.println("stopped " + service.name());
                stopped.add(service);
            });
        }
        if (stopped.isEmpty()) {
            System.out.println("nothing was running");
        }
        return 0;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
