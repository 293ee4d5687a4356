package org.elasticml.loadtester.photo;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the JPEG and PNG files of a folder, not of those below it. */
public final class PhotoFolder {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private PhotoFolder() {}

    /**
     * In the order of their names. What is called an image and does not begin like one is left out.
     *
     * @throws IOException if the folder or a file in it cannot be read
     */
    public static List<Photo> read(Path folder) throws IOException {
        TrueLabels labels = TrueLabels.in(folder);
        List<Photo> photos = new ArrayList<>();
        for (Path file : imageFiles(folder)) {
            byte[] bytes = Files.readAllBytes(file);
            String name = file.getFileName().toString();
            mediaType(bytes)
                    .ifPresent(type -> photos.add(new Photo(name, type, Buffer.buffer(bytes), labels.of(name))));
        }
        return photos;
    }

    private static List<Path> imageFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isImageName(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isImageName(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png)");
    }

    private static Optional<String> mediaType(byte[] bytes) {
        if (startsWith(bytes, JPEG)) {
            return Optional.of("image/jpeg");
        }
        return startsWith(bytes, PNG) ? Optional.of("image/png") : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }
}
