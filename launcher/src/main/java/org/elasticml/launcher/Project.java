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
     * A command that runs the benchmarks, on the class path that their build wrote down.
     *
     * @throws LaunchException if they are not built
     */
    List<String> benchmarks() throws LaunchException {
        Path target = root.resolve("bench").resolve("target");
        Path classPath = target.resolve("class-path");
        try {
            return List.of(
                    java(),
                    "-Djava.awt.headless=true",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-Delastic.root=" + root,
                    "-cp",
                    target.resolve("classes")
                            + File.pathSeparator
                            + Files.readString(classPath).strip(),
                    "org.elasticml.bench.Bench");
        } catch (IOException e) {
            throw new LaunchException("the benchmarks are not built: " + classPath + " can't be read", e);
        }
    }

    private Path application(String module) {
        return root.resolve(module).resolve("target").resolve("quarkus-app");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
