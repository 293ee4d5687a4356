package org.elasticml.cluster.imagetest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.elasticml.cluster.images.Program;
import org.elasticml.loadtester.cli.CommandException;

/** The manifests that are applied together: those of a folder, an object a file. */
final class Manifests {
    private Manifests() {}

    static List<HasMetadata> read(Path folder) throws CommandException {
        List<HasMetadata> manifests = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    manifests.add(Serialization.unmarshal(in, HasMetadata.class));
                }
            }
        } catch (IOException e) {
            throw Program.error("the manifests in " + folder + " can't be read: " + e.getMessage());
        }
        return manifests;
    }
}
