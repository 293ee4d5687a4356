package org.elasticml.cluster.imagetest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.elasticml.bench.process.Servers;
import org.elasticml.cluster.images.Program;
import org.elasticml.launcher.HttpJson;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Project;
import org.elasticml.launcher.ServiceProcess;
import org.elasticml.loadtester.cli.CommandException;

/** An image registry on this machine's loopback, which forgets all when it is closed. */
final class Registry implements AutoCloseable {
    private static final String CONFIGURATION = """
            version: 0.1
            log: {level: warn, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: %s}
            """;

    private final Path store;
    private final Servers servers;
    private final ServiceProcess process;

    private Registry(Path store, Servers servers, ServiceProcess process) {
        this.store = store;
        this.servers = servers;
        this.process = process;
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param folder for its store, which is emptied first: a run that was killed may have left one
     */
    static Registry start(Project project, Servers servers, Path folder, int port)
            throws CommandException, LaunchException {
        Path store = folder.resolve("registry");
        delete(store);
        try {
            Path configuration = Files.createDirectories(store).resolve("config.yml");
            Files.writeString(configuration, CONFIGURATION.formatted(store.resolve("data"), "127.0.0.1:" + port));
            List<String> command = List.of("docker-registry", "serve", configuration.toString());
            ServiceProcess process =
                    servers.add(ServiceProcess.start("docker-registry", port, command, Map.of(), project.logFolder()));
            process.awaitReady(new HttpJson());
            return new Registry(store, servers, process);
        } catch (IOException e) {
            throw Program.error("the registry's store can't be made: " + e.getMessage());
        }
    }

    /** {@code host:port}. */
    String address() {
        return "127.0.0.1:" + process.port();
    }

    private static void delete(Path folder) throws CommandException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw Program.error("the registry's store can't be deleted: " + e.getMessage());
        }
    }

    @Override
    public void close() throws CommandException {
        servers.remove(process);
        delete(store);
    }
}
