package org.elasticml.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.elasticml.loadtester.photo.Photo;

/**
 * Photos as files, for programs that are not ours; deleted when closed.
 *
 * @param list a file with their paths, a line each
 */
public record WrittenPhotos(Path folder, List<Path> photos, Path list) implements AutoCloseable {
    public static WrittenPhotos of(List<Photo> photos) throws IOException {
        Path folder = Files.createTempDirectory("bench-photos-");
        folder.toFile().deleteOnExit(); // after Ctrl-C; what was asked for last is deleted first
        List<Path> files = new ArrayList<>();
        for (Photo photo : photos) {
            Path file = folder.resolve(photo.name());
            file.toFile().deleteOnExit();
            files.add(Files.write(file, photo.body().getBytes()));
        }
        Path list = folder.resolve("list.txt");
        list.toFile().deleteOnExit();
        Files.write(list, files.stream().map(Path::toString).toList());
        return new WrittenPhotos(folder, List.copyOf(files), list);
    }

    @Override
    public void close() {
        try {
            for (Path file : photos) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(list);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("temporary photos can't be deleted", e);
        }
    }
}
