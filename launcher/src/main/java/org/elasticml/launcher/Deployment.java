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

/**
 * A dispatcher and the replicas behind it, on this machine, started together and stopped together: so many replicas, or
 * an autoscaler that runs them.
 */
final class Deployment implements AutoCloseable {
    private static final String PER_SECOND = "images_per_second";

    private final Project project;
    private final DeploymentOptions options;
    private final Ports ports;
    private final HttpJson http = new HttpJson();
    private final List<ServiceProcess> services = new ArrayList<>();
    private final Path file;
    private final Path logs;
    private final Map<ServiceJvm, Process> archiveWriters = new LinkedHashMap<>();
    private Capacity capacity;
    private volatile boolean closed;

    private Deployment(Project project, DeploymentOptions options) throws LaunchException {
        this.project = project;
        this.options = options;
        this.ports = options.ports();
        this.file = Running.file(project.stateFolder(), ports.dispatcher());
        this.logs = project.logFolder();
    }

    /** Starts all, and returns when all are ready; stopped when closed, and when the launcher is told to stop. */
    static Deployment start(Project project, DeploymentOptions options) throws LaunchException {
        StartLock lock = StartLock.take();
        try {
            Deployment deployment = new Deployment(project, options);
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

    Capacity capacity() {
        return capacity;
    }

    Ports ports() {
        return ports;
    }

    private void start() throws LaunchException {
        String weights = Weights.settle(project);
        int cores = replicaCores(System.getenv("REPLICA_CORES"));
        Map<String, String> replicas = Replica.environment(cores, Map.of("MODEL_WEIGHTS", weights));
        if (options.isFixed()) {
            startFixed(weights, cores, replicas);
        } else {
            startScaled(weights, cores, replicas);
        }
        tryOut();
    }

    private void startFixed(String weights, int cores, Map<String, String> settings) throws LaunchException {
        int count = ports.replicas().size();
        say("starting %d replica%s, weights %s; logs in %s", count, s(count), weights, logs);
        List<ServiceProcess> replicas = new ArrayList<>();
        for (int port : ports.replicas()) {
            ServiceProcess replica =
                    Replica.start(project, "ml-app-" + port, port, cores, settings, replicas.isEmpty());
            archiveWriters.putIfAbsent(project.mlApp(), replica.process());
            replicas.add(add(replica));
        }
        double imagesPerSecond = 0;
        for (ServiceProcess replica : replicas) {
            imagesPerSecond += replica.awaitReady(http).path(PER_SECOND).asDouble();
        }
        capacity = new Capacity(imagesPerSecond / count, count, false);
        say("ready: %.0f images/s together, measured at warm-up", imagesPerSecond);
        String urls = ports.replicas().stream()
                .map(port -> "http://127.0.0.1:" + port)
                .collect(Collectors.joining(","));
        startDispatcher(urls).awaitReady(http);
    }

    private void startScaled(String weights, int cores, Map<String, String> settings) throws LaunchException {
        if (!project.mlApp().isFresh()) {
            writeArchive(cores, settings);
        }
        Autoscaler.stopReplicas(logs, ports.autoscaler().orElseThrow()); // of one that was killed
        say(
                "starting the autoscaler, from 1 to %d replicas, weights %s; logs in %s",
                options.mostReplicas(), weights, logs);
        ServiceProcess autoscaler = add(Autoscaler.start(project, ports, options, cores, settings));
        archiveWriters.put(project.autoscaler(), autoscaler.process());
        startDispatcher("register://").awaitReady(http);
        JsonNode replica = Autoscaler.awaitReplica(logs, autoscaler, http);
        capacity = new Capacity(replica.path(PER_SECOND).asDouble(), options.mostReplicas(), true);
        say("ready: %.0f images/s with one replica, measured at warm-up", capacity.replicaPerSecond());
    }

    /** All replicas are started by the same command, and they can't all write an archive. */
    private void writeArchive(int cores, Map<String, String> settings) throws LaunchException {
        say("the first start after a build: a replica runs for a moment, so that all others start faster");
        int port = ports.replicas().get(0);
        ServiceProcess replica = add(Replica.start(project, "ml-app-" + port, port, cores, settings, true));
        replica.awaitReady(http);
        Running.of(replica).stop();
        project.mlApp().keepArchive(replica.process());
        remove(replica);
    }

    private ServiceProcess startDispatcher(String replicas) throws LaunchException {
        ServiceJvm jvm = project.dispatcher();
        ServiceProcess dispatcher = add(ServiceProcess.start(
                "dispatcher-" + ports.dispatcher(),
                ports.dispatcher(),
                jvm.command(ServiceJvm.dispatcherOptions(), true),
                Map.of("ML_SERVICE_URL", replicas),
                logs));
        archiveWriters.put(jvm, dispatcher.process());
        return dispatcher;
    }

    /** {@code REPLICA_CORES}; 1 where it is not set. */
    static int replicaCores(String setting) throws LaunchException {
        String wanted = setting == null || setting.isBlank() ? "1" : setting.strip();
        if (!wanted.matches("[1-9]\\d{0,3}")) {
            throw new LaunchException("REPLICA_CORES is '" + wanted + "'; it is a whole number from 1 up");
        }
        return Integer.parseInt(wanted);
    }

    private synchronized ServiceProcess add(ServiceProcess service) throws LaunchException {
        services.add(service);
        write();
        if (closed) {
            close(); // told to stop while it was starting
            throw new LaunchException("stopped");
        }
        return service;
    }

    private synchronized void remove(ServiceProcess service) {
        services.remove(service);
        if (!closed) {
            write();
        }
    }

    private void write() {
        Running.write(file, services.stream().map(Running::of).toList());
    }

    /** The whole way once per replica and a few times more: shows that it works, and loads the code it takes. */
    private void tryOut() throws LaunchException {
        byte[] photo = DrawnPhoto.jpeg();
        for (int i = 0; i < 10 * ports.replicas().size(); i++) {
            if (http.post(ports.dispatcher(), "/add_to_queue", photo).isEmpty()) {
                throw new LaunchException("a trial photo sent to the dispatcher was not classified; its log: "
                        + service(ports.dispatcher()).log());
            }
        }
        say("the dispatcher answers at http://127.0.0.1:%d/add_to_queue", ports.dispatcher());
    }

    private ServiceProcess service(int port) {
        return services.stream()
                .filter(service -> service.port() == port)
                .findFirst()
                .orElseThrow();
    }

    /** Tells of each service that ends; returns when the dispatcher has, or the last replica of a fixed number. */
    void watch() {
        CompletableFuture<?> dispatcher = tellOfEnd(service(ports.dispatcher()));
        CompletableFuture<?>[] others = services.stream()
                .filter(service -> service.port() != ports.dispatcher())
                .map(this::tellOfEnd)
                .toArray(CompletableFuture[]::new);
        // Without the autoscaler, its replicas go on.
        (options.isFixed() ? CompletableFuture.anyOf(dispatcher, CompletableFuture.allOf(others)) : dispatcher).join();
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
        add(new ServiceProcess(name, 0, logs, process));
    }

    /** All that run now, those that the autoscaler started included. */
    synchronized List<Running> running() {
        List<Running> all = new ArrayList<>(services.stream().map(Running::of).toList());
        if (ports.autoscaler().isPresent()) {
            all.addAll(Autoscaler.replicas(logs, ports.autoscaler().getAsInt()));
        }
        return all;
    }

    /** Stops what was started: the dispatcher first, so that nothing is sent to a replica that is gone. */
    @Override
    public synchronized void close() {
        closed = true;
        List<Running> all = services.stream().map(Running::of).toList();
        Stopping.stop(all, logs, service -> {});
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

    private static String s(int several) {
        return several == 1 ? "" : "s";
    }
}
