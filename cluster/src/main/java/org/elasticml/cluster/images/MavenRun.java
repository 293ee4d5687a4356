package org.elasticml.cluster.images;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.elasticml.loadtester.cli.CommandException;

/** Runs Maven, writes what it says into a log, and says how far it is. */
final class MavenRun {
    private MavenRun() {}

    /**
     * @param say hears, a line each, how far it is
     * @throws CommandException if it fails; with what went wrong first of all
     */
    static void run(Path root, List<String> arguments, Path log, Consumer<String> say) throws CommandException {
        List<String> command =
                new ArrayList<>(List.of("mvn", "-f", root.resolve("pom.xml").toString()));
        command.addAll(arguments);
        MavenLines lines = new MavenLines(say);
        try {
            Files.createDirectories(log.getParent());
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(log))) {
                int exitCode = Program.run(command, line -> {
                    out.println(line);
                    lines.hear(line);
                });
                if (exitCode != 0) {
                    throw Program.error(lines.why() + " (log: " + log + ")");
                }
            }
        } catch (IOException e) {
            throw Program.error("the log " + log + " can't be written: " + e.getMessage());
        }
    }
}
