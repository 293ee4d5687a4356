package org.elasticml.cluster.imagetest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.elasticml.cluster.images.Program;
import org.elasticml.loadtester.cli.CommandException;

/** The container engine, as far as it is asked for anything. */
final class Podman {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Nothing is written, no right is held: as the manifests' security context has it. */
    private static final List<String> RESTRICTED =
            List.of("--read-only", "--read-only-tmpfs=false", "--cap-drop=all", "--security-opt=no-new-privileges");

    /**
     * Podman's own choice of files and processes is more than it may ask for inside of another container; and what runs
     * here talks over the machine's loopback, so that no bridge is needed, which another container may not make either.
     */
    private static final List<String> ANYWHERE =
            List.of("--network=host", "--ulimit=nofile=10000:10000", "--ulimit=nproc=10000:10000");

    /** What starts a container of a pod. */
    static List<String> run(String name, String image, Pod pod, Map<String, String> more) {
        List<String> command = new ArrayList<>(List.of("podman", "--runtime=runc", "run", "--detach"));
        command.add("--name=" + name);
        command.addAll(RESTRICTED);
        command.addAll(ANYWHERE);
        command.add("--user=" + pod.user() + ":" + pod.user());
        command.add("--cpus=" + pod.cpus());
        command.add("--memory=" + pod.memoryBytes());
        command.add("--memory-swap=" + pod.memoryBytes()); // both together: no swap, as in a pod
        Map<String, String> environment = new TreeMap<>(pod.environment());
        environment.putAll(more);
        environment.forEach((key, value) -> command.add("--env=" + key + "=" + value));
        command.add(image);
        return command;
    }

    void start(List<String> run) throws CommandException {
        execute(run.toArray(String[]::new));
    }

    /** SIGTERM, and SIGKILL to what is still there after that time. */
    void stop(String name, int seconds) throws CommandException {
        execute("podman", "stop", "--time=" + seconds, name);
    }

    /** At once, whether it runs, has ended, or is not there; also while this program is stopping. */
    void remove(String name) {
        Program.works("podman", "rm", "--force", "--time=0", "--ignore", name);
    }

    /** As it is now: {@code State} of what podman tells. */
    JsonNode state(String name) throws CommandException {
        String text = String.join("\n", execute("podman", "container", "inspect", name));
        try {
            return JSON.readTree(text).path(0).path("State");
        } catch (JsonProcessingException e) {
            throw Program.error("podman says of " + name + " what is no JSON: " + e.getOriginalMessage());
        }
    }

    List<String> log(String name) throws CommandException {
        return execute("podman", "logs", name);
    }

    void pull(String image) throws CommandException {
        execute("podman", "pull", "--quiet", "--tls-verify=false", image);
    }

    void push(String image) throws CommandException {
        execute("podman", "push", "--quiet", "--tls-verify=false", image);
    }

    void importImage(Path archive, String image) throws CommandException {
        execute("podman", "import", "--quiet", archive.toString(), image);
    }

    /** Whether it is there or not; also while this program is stopping. */
    void removeImage(String image) {
        Program.works("podman", "rmi", "--force", image);
    }

    private static List<String> execute(String... command) throws CommandException {
        List<String> said = new ArrayList<>();
        if (Program.run(List.of(command), said::add) != 0) {
            String last = said.isEmpty() ? "it says nothing" : said.get(said.size() - 1);
            throw Program.error("'" + String.join(" ", List.of(command).subList(0, 3)) + " …' failed: " + last);
        }
        return said;
    }
}
