package org.elasticml.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where things lie: the checkout that {@code ./elastic} belongs to, its built services, and what it leaves behind. */
public final class Project {
    private final Path root;

    private Project(Path root) {
        this.root = root;
    }

    /** The checkout whose script runs; the script names it. */
    public static Project current() {
        return new Project(Path.of(System.getProperty("elastic.root", "."))
                .toAbsolutePath()
                .normalize());
    }

    /** The checkout's folder. */
    public Path root() {
        return root;
    }

    Path workload() {
        return root.resolve("workload.txt");
    }

    /** Logs, and what is running. */
    public Path stateFolder() throws LaunchException {
        return folder(root.resolve(".elastic"));
    }

    public Path logFolder() throws LaunchException {
        return folder(stateFolder().resolve("logs"));
    }

    private static Path folder(Path path) throws LaunchException {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new LaunchException("the folder " + path + " can't be made: " + e.getMessage(), e);
        }
    }

    /**
     * A command that runs a service on this launcher's own JVM.
     *
     * @param module the folder of the service
     */
    List<String> service(String module, List<String> jvmOptions) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(jvmOptions);
        command.add("-jar");
        command.add(application(module).resolve("quarkus-run.jar").toString());
        return command;
    }

    ServiceJvm mlApp() throws LaunchException {
        return new ServiceJvm(application("ml-app"), "org.elasticml.mlapp.MlApp", stateFolder());
    }

    ServiceJvm dispatcher() throws LaunchException {
        return new ServiceJvm(application("dispatcher"), "org.elasticml.dispatcher.Dispatcher", stateFolder());
    }

    ServiceJvm autoscaler() throws LaunchException {
        return new ServiceJvm(application("autoscaler"), "org.elasticml.autoscaler.Autoscaler", stateFolder());
    }

    /** A command that settles which weights all replicas will serve. */
    List<String> fetchWeights() {
        return List.of(
                java(), "-cp", application("ml-app").resolve("app") + "/*", "org.elasticml.mlapp.weights.FetchWeights");
    }

    /** A command that prepares int8 for the weights that are set. */
    List<String> quantize(Path images) {
        Path application = application("ml-app");
        String classes = application.resolve("app") + "/*" + File.pathSeparator
                + application.resolve("lib").resolve("main") + "/*" + File.pathSeparator
                + application.resolve("lib").resolve("boot") + "/*";
        return List.of(
                java(),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                classes,
                "org.elasticml.mlapp.quantize.Quantize",
                images.toAbsolutePath().toString());
    }

    /**
     * A command that runs the benchmarks.
     *
     * @throws LaunchException if they are not built
     */
    List<String> benchmarks() throws LaunchException {
        List<String> options = List.of(
                "-Djava.awt.headless=true",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Delastic.root=" + root);
        return program("bench", options, "org.elasticml.bench.Bench");
    }

    /**
     * A command that runs the simulator.
     *
     * @throws LaunchException if it is not built
     */
    List<String> simulator() throws LaunchException {
        // Since Java 22 its own console is there without a terminal as well, and progress would be drawn into a file.
        List<String> options = List.of("-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-Djdk.console=java.base");
        return program("simulator", options, "org.elasticml.simulator.cli.Simulator");
    }

    /**
     * A command that runs the program that makes images and manifests.
     *
     * @throws LaunchException if it is not built
     */
    List<String> cluster() throws LaunchException {
        List<String> options =
                List.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-Delastic.root=" + root);
        return program("cluster", options, "org.elasticml.cluster.Cluster");
    }

    /** A command that runs a module's program on the class path that its build wrote down. */
    private List<String> program(String module, List<String> jvmOptions, String main) throws LaunchException {
        Path target = root.resolve(module).resolve("target");
        Path classPath = target.resolve("class-path");
        try {
            List<String> command = new ArrayList<>(List.of(java()));
            command.addAll(jvmOptions);
            String classes = target.resolve("classes")
                    + File.pathSeparator
                    + Files.readString(classPath).strip();
            command.addAll(List.of("-cp", classes, main));
            return command;
        } catch (IOException e) {
            throw new LaunchException(module + " is not built: " + classPath + " can't be read", e);
        }
    }

    private Path application(String module) {
        return root.resolve(module).resolve("target").resolve("quarkus-app");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
