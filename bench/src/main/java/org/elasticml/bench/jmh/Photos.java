package org.elasticml.bench.jmh;

import java.nio.file.Path;
import java.util.Optional;

/** The parameter {@code images} of the benchmarks: a folder, or nothing. */
final class Photos {
    private Photos() {}

    static Optional<Path> folder(String images) {
        return images.isEmpty() ? Optional.empty() : Optional.of(Path.of(images));
    }
}
