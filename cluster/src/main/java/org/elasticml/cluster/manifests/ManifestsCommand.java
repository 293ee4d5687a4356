package org.elasticml.cluster.manifests;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
        if (!registry.isEmpty() && out.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "with a registry (--registry, IMAGE_REGISTRY) --out is needed; k8s/ itself names none");
        }
        try {
            SortedMap<String, String> files = ManifestSet.of(root, registry);
            Path folder = out.orElse(root.resolve("k8s"));
            int changed = write(folder, files);
            PrintWriter text = spec.commandLine().getOut();
            text.printf("%d manifests in %s, %d of them changed%n", files.size(), folder, changed);
            text.flush();
            return ExitCode.FINE;
        } catch (IOException e) {
            throw new CommandException(ExitCode.ERROR, reason(e));
        }
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
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path :
                    all.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                if (!files.containsKey(folder.relativize(path).toString())
                        && !ManifestSet.isHandWritten(Files.readString(path))) {
                    Files.delete(path);
                    changed++;
                }
            }
        }
        return changed;
    }
}
