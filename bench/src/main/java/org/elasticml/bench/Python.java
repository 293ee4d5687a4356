package org.elasticml.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A Python that has what is needed. Debian's own is asked first: its packages are installed by apt.
 *
 * @param interpreter its path, or its name
 */
public record Python(String interpreter) {
    private static final Path DEBIAN = Path.of("/usr/bin/python3");
    private static final String LIST_MISSING =
            "import importlib.util, sys; print(*[m for m in sys.argv[1:] if importlib.util.find_spec(m) is None])";

    /**
     * @param modules that it must be able to import
     * @param say hears what is missing
     */
    public static Optional<Python> with(List<String> modules, Consumer<String> say) {
        return with(Files.isExecutable(DEBIAN) ? DEBIAN.toString() : "python3", modules, say);
    }

    static Optional<Python> with(String interpreter, List<String> modules, Consumer<String> say) {
        List<String> command = new ArrayList<>(List.of(interpreter, "-c", LIST_MISSING));
        command.addAll(modules);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String missing = new String(process.getInputStream().readAllBytes()).strip();
            if (process.waitFor() == 0 && missing.isEmpty()) {
                return Optional.of(new Python(interpreter));
            }
            say.accept("not compared with Python: " + interpreter + " lacks " + missing);
        } catch (IOException e) {
            say.accept("not compared with Python: there is no " + interpreter);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    public List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(interpreter, "-B"));
        command.addAll(List.of(arguments));
        return command;
    }
}
