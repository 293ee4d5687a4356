package org.elasticml.autoscaler.actuate.local;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ml-app process.
 *
 * @param process if it was started from here; one that was found running does not tell how it ended
 */
record ReplicaProcess(int port, ProcessHandle handle, Optional<Process> process, Path log) {
    private static final int TAIL_BYTES = 4096;

    /** @param again whether its log goes on from where it was */
    static ReplicaProcess start(LocalSettings settings, int port, boolean again) throws IOException {
        Path log = log(settings, port);
        ProcessBuilder builder = new ProcessBuilder(settings.command())
                .redirectErrorStream(true)
                .redirectOutput(
                        again
                                ? ProcessBuilder.Redirect.appendTo(log.toFile())
                                : ProcessBuilder.Redirect.to(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        environment(builder.environment(), settings, port);
        Process process = builder.start();
        return new ReplicaProcess(port, process.toHandle(), Optional.of(process), log);
    }

    private static void environment(Map<String, String> environment, LocalSettings settings, int port) {
        environment.put("PORT", Integer.toString(port));
        environment.put("HOST", "127.0.0.1");
        environment.put("DISPATCHER_URL", settings.dispatcher().toString());
        environment.remove("REPLICA_URL"); // it would be the same for all
        environment.putIfAbsent("REPLICA_CORES", "1");
        // Long enough for the dispatcher to hear that it drains, before the port is closed.
        environment.putIfAbsent("SHUTDOWN_DELAY", "1s");
    }

    static ReplicaProcess adopted(LocalSettings settings, Written written, ProcessHandle handle) {
        return new ReplicaProcess(written.port(), handle, Optional.empty(), log(settings, written.port()));
    }

    private static Path log(LocalSettings settings, int port) {
        return settings.logs().resolve(name(port) + ".log");
    }

    static String name(int port) {
        return "ml-app-" + port;
    }

    /** Until it can be told how it ended: its handle knows a little earlier that it did. */
    boolean isAlive() {
        return process.map(Process::isAlive).orElseGet(handle::isAlive);
    }

    /** How it ended, for a reader. */
    String end() {
        String code =
                process.map(ended -> "with exit code " + ended.exitValue()).orElse("");
        return (code + ": " + lastLine()).strip();
    }

    private String lastLine() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] tail = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.UTF_8).strip();
            List<String> lines = text.lines().toList();
            return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "its log can't be read";
        }
    }
}
