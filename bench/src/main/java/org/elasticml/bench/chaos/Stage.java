package org.elasticml.bench.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.elasticml.bench.process.Memory;
import org.elasticml.bench.process.RedisProcess;
import org.elasticml.bench.process.Servers;
import org.elasticml.bench.process.Stubs;
import org.elasticml.bench.stub.StubSettings;
import org.elasticml.launcher.Dispatcher;
import org.elasticml.launcher.HttpJson;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Ports;
import org.elasticml.launcher.Project;
import org.elasticml.launcher.Replica;
import org.elasticml.launcher.ServiceProcess;
import org.elasticml.launcher.StartLock;

/** Dispatchers, replicas and perhaps a Redis, each a process, and what can be done to them. */
final class Stage implements AutoCloseable {
    private static final long END_WITHIN_SECONDS = 20;
    private static final int TOLD_TO_STOP = 143;

    private final Project project;
    private final int portBase;
    private final HttpJson http = new HttpJson();
    private final Servers servers;
    private final List<ServiceProcess> replicas = new ArrayList<>();
    private final List<ServiceProcess> dispatchers = new ArrayList<>();
    private final Map<String, String> settings = new HashMap<>();
    private ServiceProcess dispatcher;
    private RedisProcess redis;
    private Registrar registrar;

    Stage(Project project, int portBase) throws LaunchException {
        this.project = project;
        this.portBase = portBase;
        this.servers = new Servers(project, Ports.free(portBase, 1).get(0));
    }

    @FunctionalInterface
    private interface Start {
        ServiceProcess on(int port) throws LaunchException;
    }

    private List<ServiceProcess> start(int count, Start start) throws LaunchException {
        StartLock lock = StartLock.take();
        try {
            List<ServiceProcess> started = new ArrayList<>();
            for (int port : Ports.free(portBase, count)) {
                started.add(servers.add(start.on(port)));
            }
            for (ServiceProcess process : started) {
                process.awaitReady(http);
            }
            return started;
        } finally {
            lock.close();
        }
    }

    /** Starts replicas that no dispatcher knows yet, and waits until they are ready. */
    List<ServiceProcess> startStubs(int count, StubSettings settings) throws LaunchException {
        List<ServiceProcess> started = start(count, port -> Stubs.start(project, port, settings));
        replicas.addAll(started);
        return started;
    }

    List<ServiceProcess> startMlApps(int count) throws LaunchException {
        Map<String, String> settings = Map.of("MODEL_WEIGHTS", "builtin", "SHUTDOWN_DELAY", "1s");
        List<ServiceProcess> started =
                start(count, port -> Replica.start(project, "ml-app-" + port, port, 1, settings));
        replicas.addAll(started);
        return started;
    }

    /** Starts it in front of these. What else is set in the environment holds for it. */
    void startDispatcher(List<ServiceProcess> known) throws LaunchException {
        startDispatcher(known.stream().map(Stage::url).collect(Collectors.joining(",")));
    }

    /** Starts it in front of these and of those that are {@linkplain #register registered}. */
    void startOpenDispatcher(List<ServiceProcess> known) throws LaunchException {
        startDispatcher(known.stream().map(Stage::url).collect(Collectors.joining(",")) + ",register://");
        registrar = new Registrar(dispatcher.port());
    }

    private void startDispatcher(String urls) throws LaunchException {
        dispatcher = startDispatchers(1, urls).get(0);
    }

    /** Starts several in front of the same ones. */
    List<ServiceProcess> startDispatchers(int count, List<ServiceProcess> known) throws LaunchException {
        return startDispatchers(count, known.stream().map(Stage::url).collect(Collectors.joining(",")));
    }

    private List<ServiceProcess> startDispatchers(int count, String urls) throws LaunchException {
        set("ML_SERVICE_URL", urls);
        List<ServiceProcess> started = start(count, this::dispatcherOn);
        dispatchers.addAll(started);
        return started;
    }

    private ServiceProcess dispatcherOn(int port) throws LaunchException {
        return Dispatcher.start(project, "dispatcher-" + port, port, settings);
    }

    /** Starts one on the port of the one that has died, in front of the same replicas, and waits until it is ready. */
    ServiceProcess startAgain(ServiceProcess dead) throws LaunchException {
        servers.remove(dead);
        ServiceProcess started = servers.add(dispatcherOn(dead.port()));
        dispatchers.add(started);
        started.awaitReady(http);
        return started;
    }

    /** For dispatchers that are started from now on. */
    void set(String variable, String value) {
        settings.put(variable, value);
    }

    /** Starts a Redis, which dispatchers that are started from now on keep their queue in. */
    void startRedis() throws LaunchException {
        redis = new RedisProcess(project, servers, freePort());
        redis.start();
        set("QUEUE", "redis");
        set("REDIS_URL", redis.url());
    }

    RedisProcess redis() {
        return redis;
    }

    /** Starts a server that is neither. */
    ServiceProcess startOther(String name, List<String> command, int port) throws LaunchException {
        ServiceProcess process = servers.add(ServiceProcess.start(name, port, command, Map.of(), project.logFolder()));
        process.awaitReady(http);
        return process;
    }

    Project project() {
        return project;
    }

    Servers servers() {
        return servers;
    }

    int freePort() throws LaunchException {
        return Ports.free(portBase, 1).get(0);
    }

    ServiceProcess dispatcher() {
        return dispatcher;
    }

    /** Where the load goes. */
    String door() {
        return url(dispatcher) + "/add_to_queue";
    }

    static String url(ServiceProcess process) {
        return "http://127.0.0.1:" + process.port();
    }

    /** Of the dispatcher, in MiB. */
    double memory() throws LaunchException {
        return Memory.residentMebibytes(dispatcher.process().pid());
    }

    /** {@code kill -9}. */
    void kill(ServiceProcess process) {
        process.process().destroyForcibly();
    }

    void freeze(ServiceProcess replica) throws LaunchException, InterruptedException {
        signal("STOP", replica);
    }

    void thaw(ServiceProcess replica) throws LaunchException, InterruptedException {
        signal("CONT", replica);
    }

    private static void signal(String name, ServiceProcess process) throws LaunchException, InterruptedException {
        try {
            // The shell's own kill: there need not be a program of that name.
            String command = "kill -" + name + " " + process.process().pid();
            if (new ProcessBuilder("sh", "-c", command).start().waitFor() != 0) {
                throw new LaunchException("'" + command + "' failed");
            }
        } catch (IOException e) {
            throw new LaunchException("sh can't be run: " + e.getMessage(), e);
        }
    }

    /** After {@link #startOpenDispatcher}. */
    void register(ServiceProcess replica) throws LaunchException {
        registrar.add(url(replica));
    }

    /**
     * Says that it drains, tells it to stop, waits for its end, and forgets it.
     *
     * @return whether it ended by itself, as one that was told to
     */
    boolean drain(ServiceProcess replica) throws LaunchException, InterruptedException {
        registrar.drain(url(replica));
        replica.process().destroy();
        boolean ended = replica.process().waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS);
        registrar.remove(url(replica));
        servers.remove(replica);
        replicas.remove(replica);
        return ended && replica.process().exitValue() == TOLD_TO_STOP;
    }

    /** At once: nothing here is worth being waited for. */
    @Override
    public void close() throws LaunchException {
        if (registrar != null) {
            registrar.close();
        }
        replicas.forEach(this::kill);
        dispatchers.forEach(this::kill);
        servers.close();
        if (redis != null) {
            redis.close();
        }
    }
}
