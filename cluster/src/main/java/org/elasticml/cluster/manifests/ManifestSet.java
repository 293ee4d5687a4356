package org.elasticml.cluster.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All files of k8s/ as they are to be: those written by hand as they are, and all others, made from these and from what
 * the services' builds wrote.
 */
final class ManifestSet {
    /** How a file begins that is not written by hand. */
    private static final String WRITTEN = "Written by ./elastic manifests";

    private final SortedMap<String, String> files = new TreeMap<>();

    private ManifestSet() {}

    /**
     * @param root the project's folder, its services built
     * @param registry in front of the project's own images; may be empty
     * @return texts by path in k8s/
     * @throws IOException if a file is missing or can't be read; the message says what to do
     */
    static SortedMap<String, String> of(Path root, String registry) throws IOException {
        ManifestSet set = new ManifestSet();
        set.addHandWritten(root.resolve("k8s"));
        set.addServices(root, new Tidy(registry));
        set.write(
                LoadTest.WORKLOAD,
                "from workload.txt; change that.",
                LoadTest.workload(Files.readString(root.resolve("workload.txt"))));
        Options.add(set);
        return set.files;
    }

    static boolean isHandWritten(String text) {
        return !text.startsWith("# " + WRITTEN);
    }

    private void addHandWritten(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                if (isHandWritten(text)) {
                    files.put(folder.relativize(file).toString(), text);
                }
            }
        }
    }

    private void addServices(Path root, Tidy tidy) throws IOException {
        Settings settings = settings();
        for (Service service : Service.values()) {
            Path built = root.resolve(service.module()).resolve("target/kubernetes/kubernetes.yml");
            String from =
                    "from " + service.module() + "'s application.properties and src/main/kubernetes; change those.";
            for (Manifest manifest : Yaml.read(text(built))) {
                Manifest tidied = settings.mark(tidy.tidied(manifest));
                if (service == Service.LOAD_TESTER) {
                    LoadTest.besideItsReport(tidied);
                }
                write(service.path(tidied), from, tidied);
            }
        }
    }

    private static String text(Path built) throws IOException {
        try {
            return Files.readString(built);
        } catch (NoSuchFileException e) {
            throw new IOException(built + " is missing; mvn package makes it", e);
        }
    }

    Settings settings() throws IOException {
        return new Settings(read(Settings.FILE));
    }

    /**
     * A file's only object.
     *
     * @throws IOException if there is no such file, or it can't be read
     */
    Manifest read(String path) throws IOException {
        String text = files.get(path);
        if (text == null) {
            throw new IOException("k8s/" + path + " is missing");
        }
        return Yaml.read(text).get(0);
    }

    /** @param from what it is made from */
    void write(String path, String from, Manifest manifest) {
        files.put(path, Yaml.write((WRITTEN + " " + from).lines().toList(), manifest));
    }
}
