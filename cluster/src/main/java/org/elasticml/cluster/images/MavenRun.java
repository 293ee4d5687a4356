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
    private static final String CAUSE = "Caused by: ";

    private final Path root;
    private final Consumer<String> say;
    private final List<String> causes = new ArrayList<>();
    private String error = "";

    MavenRun(Path root, Consumer<String> say) {
        this.root = root;
        this.say = say;
    }

    /**
     * @throws CommandException if it fails; with the innermost cause
     */
    void run(List<String> arguments, Path log) throws CommandException {
        List<String> command =
                new ArrayList<>(List.of("mvn", "-f", root.resolve("pom.xml").toString()));
        command.addAll(arguments);
        try {
            Files.createDirectories(log.getParent());
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(log))) {
                int exitCode = Program.run(command, line -> {
                    out.println(line);
                    hear(line);
                });
                if (exitCode != 0) {
                    throw Program.error(why() + " (log: " + log + ")");
                }
            }
        } catch (IOException e) {
            throw Program.error("the log " + log + " can't be written: " + e.getMessage());
        }
    }

    private void hear(String line) {
        if (line.startsWith("[INFO] Building ")) {
            say.accept("  packaging " + line.substring(16).split(" ")[0]);
        } else if (line.contains("Starting (local) container image build")) {
            say.accept("  assembling the image");
        } else if (line.startsWith(CAUSE)) {
            causes.add(line.substring(line.indexOf(' ', CAUSE.length()) + 1));
        } else if (line.startsWith("[ERROR] ") && error.isEmpty()) {
            error = line.substring(8);
        }
    }

    private String why() {
        return causes.isEmpty() ? error : causes.get(causes.size() - 1);
    }
}
