package org.elasticml.cluster.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image in a file, as Jib writes it and {@code docker load} reads it.
 *
 * @param layerBytes the size of each layer, compressed, the base's first
 * @param architecture {@code amd64}, {@code arm64}
 */
record ImageTar(Path file, List<Long> layerBytes, String architecture) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ImageTar read(Path file) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        Map<String, JsonNode> documents = new HashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                sizes.put(entry.getName(), entry.getSize());
                if (entry.getName().endsWith(".json")) {
                    documents.put(entry.getName(), JSON.readTree(tar.readAllBytes()));
                }
            }
        }
        JsonNode manifest = documents.get("manifest.json").get(0);
        List<Long> layers = new ArrayList<>();
        manifest.get("Layers").forEach(layer -> layers.add(sizes.get(layer.asText())));
        JsonNode config = documents.get(manifest.get("Config").asText());
        return new ImageTar(
                file, List.copyOf(layers), config.get("architecture").asText());
    }

    long bytes() {
        return layerBytes.stream().mapToLong(Long::longValue).sum();
    }
}
