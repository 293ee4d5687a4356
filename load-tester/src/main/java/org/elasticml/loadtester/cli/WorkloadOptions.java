package org.elasticml.loadtester.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.elasticml.core.workload.Workload;
import picocli.CommandLine.Option;

/** Which part of which file is played, and how. */
final class WorkloadOptions {
    @Option(
            names = "--workload",
            paramLabel = "FILE",
            defaultValue = "workload.txt",
            description = "Requests per second: one number a second, or CSV with a time column"
                    + " (default: ${DEFAULT-VALUE}).")
    Path workload;

    @Option(
            names = "--from",
            paramLabel = "S",
            defaultValue = "0",
            description = "The first second to play (default: ${DEFAULT-VALUE}).")
    int from;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How many seconds of the workload to play (default: all).")
    Optional<Integer> seconds;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "Plays it so many times as fast: the same requests in less time (default: ${DEFAULT-VALUE}).")
    double speed;

    @Option(
            names = "--scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "Multiplies every rate (default: ${DEFAULT-VALUE}).")
    double scale;

    /**
     * Reads the file, and cuts, hastens and scales what it says.
     *
     * @throws CommandException naming what is wrong
     */
    Workload read() throws CommandException {
        Workload whole = WorkloadFile.read("--workload", workload);
        try {
            Workload played = whole.window(from, seconds.orElse(whole.seconds()))
                    .faster(speed)
                    .scaled(scale);
            Usage.require(played.requests() > 0, workload + " asks for no requests in these seconds");
            return played;
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        }
    }

    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("workload", workload.toString());
        settings.put("from", String.valueOf(from));
        seconds.ifPresent(count -> settings.put("seconds", String.valueOf(count)));
        settings.put("speed", String.valueOf(speed));
        settings.put("scale", String.valueOf(scale));
        return settings;
    }
}
