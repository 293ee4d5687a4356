package org.elasticml.cluster.manifests;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.elasticml.cluster.images.RegistryAddress;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.loadtester.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./elastic manifests}. */
@Command(
        name = "manifests",
        mixinStandardHelpOptions = true,
        description = "Rewrites k8s/ from what the services' builds and their settings say.",
        footer = {"", "elastic manifests --registry registry.example/me --out mine && kubectl apply -f mine"})
public final class ManifestsCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write all of k8s/ into this folder, and leave the project's own as it is.")
    private Optional<Path> out;

    @Option(
            names = "--registry",
            paramLabel = "HOST/PATH",
            defaultValue = "${env:IMAGE_REGISTRY:-}",
            description = "Where the project's own images were pushed to (default: IMAGE_REGISTRY, else none); with"
                    + " it, --out is needed.")
    private String registry;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandException {
        Path root = Path.of(System.getProperty("elastic.root", "."))
                .toAbsolutePath()
                .normalize();
        String inFront = registry();
        if (!inFront.isEmpty() && out.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "with a registry (--registry, IMAGE_REGISTRY) --out is needed; k8s/ itself names none");
        }
        try {
            Path own = root.resolve("k8s");
            Path folder = out.orElse(own);
            if (out.isPresent()) {
                requireApart(folder, own);
            }
            SortedMap<String, String> files = ManifestSet.of(root, inFront);
            int changed = write(folder, files);
            PrintWriter text = spec.commandLine().getOut();
            text.printf("%d manifests in %s, %d of them changed%n", files.size(), folder, changed);
            text.flush();
            return ExitCode.FINE;
        } catch (IOException e) {
            throw new CommandException(ExitCode.ERROR, reason(e));
        }
    }

    private String registry() throws CommandException {
        try {
            return registry.isBlank() ? "" : RegistryAddress.parse(registry).toString();
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        }
    }

    /** Else the project's own manifests would be taken for what was once written there. */
    private static void requireApart(Path folder, Path own) throws IOException, CommandException {
        Path to = real(folder);
        Path from = real(own);
        if (from.startsWith(to) || to.startsWith(from)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--out " + folder + " holds, or lies in, the project's own k8s/; a folder apart from it is needed");
        }
    }

    private static Path real(Path path) throws IOException {
        return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** Writes what is different, and drops what we once wrote there and do not any more. */
    static int write(Path folder, SortedMap<String, String> files) throws IOException {
        int changed = 0;
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
                changed++;
            }
        }
        for (Path path : manifests(folder, files)) {
            if (!files.containsKey(folder.relativize(path).toString())
                    && !ManifestSet.isHandWritten(Files.readString(path))) {
                Files.delete(path);
                changed++;
            }
        }
        return changed;
    }

    /** What lies where they are written, and nowhere else. */
    private static List<Path> manifests(Path folder, SortedMap<String, String> files) throws IOException {
        Set<Path> folders = new TreeSet<>();
        files.keySet().forEach(file -> folders.add(folder.resolve(file).getParent()));
        List<Path> manifests = new ArrayList<>();
        for (Path each : folders) {
            try (Stream<Path> all = Files.list(each)) {
                all.filter(path -> path.toString().endsWith(".yaml")).forEach(manifests::add);
            }
        }
        return manifests;
    }
}
