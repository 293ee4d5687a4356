package org.elasticml.cluster.imagetest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.elasticml.bench.Say;
import org.elasticml.cluster.images.ImageService;
import org.elasticml.cluster.images.Program;
import org.elasticml.loadtester.cli.CommandException;

/** All containers of a run; removed when closed, and when this program is told to stop, with their images. */
final class Pods implements AutoCloseable {
    private static final String PREFIX =
            "elastic-images-test-" + ProcessHandle.current().pid() + "-";

    private final Podman podman;
    private final Path logs;
    private final Map<ImageService, String> images = new EnumMap<>(ImageService.class);
    /** As podman knows them: all that may have to be removed. */
    private final List<String> containers = new ArrayList<>();

    /** With whether they were started under load. */
    private final Map<RunningPod, Boolean> running = new LinkedHashMap<>();

    private final List<PodFigures> ended = new ArrayList<>();
    private final Thread hook = new Thread(this::removeAll);
    private int started;
    private boolean stopped;

    /** @param logs where what containers said is kept */
    Pods(Podman podman, Path logs) {
        this.podman = podman;
        this.logs = logs;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void pull(ImageService service, String image) throws CommandException {
        synchronized (this) {
            images.put(service, image);
        }
        podman.pull(image);
    }

    /**
     * Starts one, and waits until it is ready.
     *
     * @param more environment besides what the manifests say
     * @param underLoad whether others serve meanwhile
     */
    RunningPod start(ImageService service, Pod pod, int port, Map<String, String> more, boolean underLoad)
            throws CommandException, InterruptedException {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("PORT", Integer.toString(port));
        environment.put("HOST", "127.0.0.1");
        String container = nextName(pod);
        podman.start(Podman.run(container, images.get(service), pod, environment));
        RunningPod ready = RunningPod.awaitReady(podman, pod, container, port);
        running.put(ready, underLoad);
        Say.line("%s was ready after %.2f s%s", name(ready), ready.readySeconds(), underLoad ? ", under load" : "");
        return ready;
    }

    private synchronized String nextName(Pod pod) throws CommandException {
        if (stopped) {
            throw Program.error("stopped");
        }
        String container = PREFIX + pod.name() + "-" + ++started;
        containers.add(container);
        return container;
    }

    /**
     * As the kubelet does when a pod is deleted: it goes on for as long as preStop sleeps, is told to stop, and is killed
     * when the grace period is over.
     *
     * @return whether it ended by itself, as one that was told to
     */
    boolean terminate(RunningPod pod) throws CommandException, InterruptedException {
        Thread.sleep(Duration.ofSeconds(pod.pod().preStopSeconds()).toMillis());
        ended.add(figures(pod));
        running.remove(pod);
        boolean asTold = pod.stop();
        remove(pod.container());
        return asTold;
    }

    /** Of all that there have been; those that run are asked now. */
    List<PodFigures> figures() throws CommandException {
        List<PodFigures> all = new ArrayList<>(ended);
        for (RunningPod pod : running.keySet()) {
            all.add(figures(pod));
        }
        return all;
    }

    private PodFigures figures(RunningPod pod) throws CommandException {
        return PodFigures.of(name(pod), pod, running.get(pod));
    }

    /** For a reader. */
    static String name(RunningPod pod) {
        return pod.container().substring(PREFIX.length());
    }

    private synchronized void remove(String container) {
        keepLog(container);
        podman.remove(container);
        containers.remove(container);
    }

    /** What can't be kept is told: that of a container is never the trouble itself. */
    private void keepLog(String container) {
        try {
            Files.write(
                    logs.resolve("image-test-" + container.substring(PREFIX.length()) + ".log"), podman.log(container));
        } catch (IOException | CommandException e) {
            System.err.println("the log of " + container + " can't be kept: " + e.getMessage());
        }
    }

    private synchronized void removeAll() {
        stopped = true;
        containers.forEach(podman::remove);
        images.values().forEach(podman::removeImage);
    }

    @Override
    public void close() {
        List.copyOf(containers).forEach(this::remove);
        removeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // this program is stopping, and the hook runs
        }
    }
}
