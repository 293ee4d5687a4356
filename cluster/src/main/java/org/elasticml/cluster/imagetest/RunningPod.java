package org.elasticml.cluster.imagetest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.elasticml.cluster.images.Program;
import org.elasticml.launcher.HttpJson;
import org.elasticml.loadtester.cli.CommandException;

/** A container of a pod that was started. */
final class RunningPod {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 20;
    /** Exit codes: 128 and the number of SIGTERM, or that a service made of it. */
    private static final List<Integer> AS_TOLD = List.of(143, 0);

    private final Podman podman;
    private final Pod pod;
    private final String container;
    private final int port;
    private final long pid;
    private final double readySeconds;

    private RunningPod(Podman podman, Pod pod, String container, int port, long pid, double readySeconds) {
        this.podman = podman;
        this.pod = pod;
        this.container = container;
        this.port = port;
        this.pid = pid;
        this.readySeconds = readySeconds;
    }

    /**
     * Waits until a container that has been started is ready.
     *
     * @throws CommandException with its own last words, if it ends instead, or takes more than 90 s
     */
    static RunningPod awaitReady(Podman podman, Pod pod, String container, int port)
            throws CommandException, InterruptedException {
        JsonNode state = podman.state(container);
        Instant started = Instant.parse(state.path("StartedAt").asText());
        long pid = state.path("Pid").asLong();
        HttpJson http = new HttpJson();
        while (http.get(port, "/q/health/ready").isEmpty()) {
            if (ProcessHandle.of(pid).isEmpty()) {
                throw Program.error(container + " ended: " + lastWords(podman, container));
            }
            if (Instant.now().isAfter(started.plus(START_TIMEOUT))) {
                throw Program.error(container + " is not ready after " + START_TIMEOUT.toSeconds() + " s: "
                        + lastWords(podman, container));
            }
            Thread.sleep(POLL_MILLIS);
        }
        double seconds = Duration.between(started, Instant.now()).toMillis() / 1e3;
        return new RunningPod(podman, pod, container, port, pid, seconds);
    }

    private static String lastWords(Podman podman, String container) throws CommandException {
        List<String> log = podman.log(container);
        return log.isEmpty() ? "it said nothing" : log.get(log.size() - 1);
    }

    /** As podman knows it. */
    String container() {
        return container;
    }

    int port() {
        return port;
    }

    Pod pod() {
        return pod;
    }

    /** From the start of the container until it said that it is ready. */
    double readySeconds() {
        return readySeconds;
    }

    /** While it runs: the group goes with the container. */
    CgroupMemory memory() throws CommandException {
        requireRunning("");
        return CgroupMemory.of(pid);
    }

    /**
     * @param after what was done to it, for a reader; may be empty
     * @throws CommandException if it has ended, with its own last words
     */
    void requireRunning(String after) throws CommandException {
        if (ProcessHandle.of(pid).isEmpty()) {
            JsonNode state = podman.state(container);
            String why =
                    state.path("OOMKilled").asBoolean() ? "killed for want of memory" : lastWords(podman, container);
            throw Program.error(container + " ended unasked, with exit code "
                    + state.path("ExitCode").asInt() + after + ": " + why);
        }
    }

    /**
     * Tells it to stop, and kills it when what is left of the grace period is over.
     *
     * @return whether it ended by itself, as one that was told to
     */
    boolean stop() throws CommandException {
        podman.stop(container, pod.graceSeconds() - pod.preStopSeconds());
        return AS_TOLD.contains(podman.state(container).path("ExitCode").asInt(-1));
    }
}
