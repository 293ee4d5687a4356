package org.elasticml.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Replicas and a dispatcher in front of them, on this machine, started together and stopped together. */
final class Deployment implements AutoCloseable {
    private final Project project;
    private final Ports ports;
    private final HttpJson http = new HttpJson();
    private final List<ServiceProcess> services = new ArrayList<>();
    private final Path file;
    private final Map<ServiceJvm, Process> archiveWriters = new LinkedHashMap<>();
    private double imagesPerSecond;
    private volatile boolean closed;

    private Deployment(Project project, Ports ports) throws LaunchException {
        this.project = project;
        this.ports = ports;
        this.file = Running.file(project.stateFolder(), ports.dispatcher());
    }

    /** Chooses ports; it is asked while no other launcher does. */
    @FunctionalInterface
    interface PortChoice {
        Ports choose() throws LaunchException;
    }

    /** Starts all, and returns when all are ready; stopped when closed, and when the launcher is told to stop. */
    static Deployment start(Project project, PortChoice ports) throws LaunchException {
        StartLock lock = StartLock.take();
        try {
            Deployment deployment = new Deployment(project, ports.choose());
            Runtime.getRuntime().addShutdownHook(new Thread(deployment::close));
            try {
                deployment.start();
            } catch (LaunchException e) {
                deployment.close();
                throw e;
            }
            return deployment;
        } finally {
            lock.close();
        }
    }

    /** What all replicas do together, as they measured at warm-up. */
    double imagesPerSecond() {
        return imagesPerSecond;
    }

    int dispatcherPort() {
        return ports.dispatcher();
    }

    private void start() throws LaunchException {
        String weights = weights(project);
        Path logs = project.logFolder();
        say(
                "starting %d replica%s, weights %s; logs in %s",
                ports.replicas().size(), s(ports.replicas()), weights, logs);
        ServiceJvm mlApp = project.mlApp();
        int cores = replicaCores(System.getenv("REPLICA_CORES"));
        for (int port : ports.replicas()) {
            ServiceProcess replica = Replica.start(
                    project, "ml-app-" + port, port, cores, Map.of("MODEL_WEIGHTS", weights), services.isEmpty());
            archiveWriters.putIfAbsent(mlApp, replica.process());
            add(replica);
        }
        String urls = ports.replicas().stream()
                .map(port -> "http://127.0.0.1:" + port)
                .collect(Collectors.joining(","));
        for (ServiceProcess replica : List.copyOf(services)) {
            JsonNode health = replica.awaitReady(http);
            imagesPerSecond += health.path("images_per_second").asDouble();
        }
        say("ready: %.0f images/s together, measured at warm-up", imagesPerSecond);
        ServiceJvm dispatcherJvm = project.dispatcher();
        ServiceProcess dispatcher = ServiceProcess.start(
                "dispatcher-" + ports.dispatcher(),
                ports.dispatcher(),
                dispatcherJvm.command(ServiceJvm.dispatcherOptions(), true),
                Map.of("ML_SERVICE_URL", urls),
                logs);
        archiveWriters.put(dispatcherJvm, dispatcher.process());
        add(dispatcher);
        dispatcher.awaitReady(http);
        tryOut();
    }

    /** {@code REPLICA_CORES}; 1 where it is not set. */
    static int replicaCores(String setting) throws LaunchException {
        String wanted = setting == null || setting.isBlank() ? "1" : setting.strip();
        if (!wanted.matches("[1-9]\\d{0,3}")) {
            throw new LaunchException("REPLICA_CORES is '" + wanted + "'; it is a whole number from 1 up");
        }
        return Integer.parseInt(wanted);
    }

    private synchronized void add(ServiceProcess service) throws LaunchException {
        services.add(service);
        Running.write(file, services.stream().map(Running::of).toList());
        if (closed) {
            close(); // told to stop while it was starting
            throw new LaunchException("stopped");
        }
    }

    /** The whole way once per replica and a few times more: shows that it works, and loads the code it takes. */
    private void tryOut() throws LaunchException {
        byte[] photo = DrawnPhoto.jpeg();
        for (int i = 0; i < 10 * ports.replicas().size(); i++) {
            if (http.post(ports.dispatcher(), "/add_to_queue", photo).isEmpty()) {
                throw new LaunchException("a trial photo sent to the dispatcher was not classified; its log: "
                        + services.get(services.size() - 1).log());
            }
        }
        say("the dispatcher answers at http://127.0.0.1:%d/add_to_queue", ports.dispatcher());
    }

    /** What every replica's {@code MODEL_WEIGHTS} will be: settled once, so that they all serve the same. */
    static String weights(Project project) throws LaunchException {
        try {
            Process process = new ProcessBuilder(project.fetchWeights())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String weights = new String(process.getInputStream().readAllBytes()).strip();
            if (process.waitFor() != 0 || weights.isEmpty()) {
                throw new LaunchException("there are no weights to serve");
            }
            return weights;
        } catch (IOException e) {
            throw new LaunchException("the weights can't be settled: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        }
    }

    /** Tells of each service that ends; returns when the dispatcher has, or the last replica. */
    void watch() {
        ServiceProcess dispatcher = services.get(services.size() - 1);
        CompletableFuture<?>[] replicas = services.stream()
                .filter(service -> service != dispatcher)
                .map(this::tellOfEnd)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.anyOf(tellOfEnd(dispatcher), CompletableFuture.allOf(replicas))
                .join();
    }

    private CompletableFuture<?> tellOfEnd(ServiceProcess service) {
        return service.process().onExit().thenAccept(process -> {
            if (!closed && Files.exists(file)) { // 'elastic stop' takes the file away
                System.err.println(
                        service.name() + " ended, exit code " + process.exitValue() + "; its log: " + service.log());
            }
        });
    }

    /** Whether another call of the launcher stopped this. */
    boolean wasStopped() {
        return !Files.exists(file);
    }

    /** Writes down a process that is no service but must not outlive them. */
    void note(String name, Process process) throws LaunchException {
        add(new ServiceProcess(name, 0, project.logFolder(), process));
    }

    /** Stops what was started: the dispatcher first, so that nothing is sent to a replica that is gone. */
    @Override
    public synchronized void close() {
        closed = true;
        for (int i = services.size() - 1; i >= 0; i--) {
            Running.of(services.get(i)).stop();
        }
        archiveWriters.forEach(ServiceJvm::keepArchive);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void say(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, "* " + format + "%n", arguments);
        System.out.flush();
    }

    private static String s(List<?> several) {
        return several.size() == 1 ? "" : "s";
    }
}
