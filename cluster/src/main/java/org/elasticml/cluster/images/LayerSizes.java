package org.elasticml.cluster.images;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * What a service's image adds to its base, in bytes, compressed.
 *
 * @param libraries of others: a new layer when a version changes
 * @param code this project's, and what Quarkus generates from it: new layers, at most these, when code changes
 */
public record LayerSizes(long libraries, long code) {
    /**
     * @param application where the service was packaged for its image
     */
    static LayerSizes of(Path application) throws IOException {
        try (Stream<Path> all = Files.walk(application)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().endsWith(".jar") || file.toString().endsWith(".dat"))
                    .toList();
            return new LayerSizes(
                    compressed(files.stream().filter(LayerSizes::isLibrary)),
                    compressed(files.stream().filter(file -> !isLibrary(file))));
        }
    }

    private static boolean isLibrary(Path file) {
        return file.getParent().getParent().endsWith("lib")
                && !file.getFileName().toString().startsWith("org.elasticml.");
    }

    private static long compressed(Stream<Path> files) throws IOException {
        Counter counter = new Counter();
        try (OutputStream zip = new GZIPOutputStream(counter)) {
            for (Path file : files.toList()) {
                Files.copy(file, zip);
            }
        }
        return counter.bytes;
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int single) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            bytes += length;
        }
    }
}
