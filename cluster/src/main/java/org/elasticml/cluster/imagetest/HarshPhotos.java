package org.elasticml.cluster.imagetest;

import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.stream.FileImageOutputStream;
import org.elasticml.loadtester.photo.Photo;

/**
 * The largest photos that are taken: of nearly 50 megapixels, in less than 10 MiB. They show nothing, and cost the most
 * memory.
 */
final class HarshPhotos {
    private static final int WIDTH = 8000;
    private static final int PNG_HEIGHT = 6000;
    /** The grain is worth more bytes in JPEG. */
    private static final int JPEG_HEIGHT = 5750;

    private HarshPhotos() {}

    /** @param folder keeps them for the next run */
    static List<Photo> in(Path folder) throws IOException {
        return List.of(
                photo(folder, "harsh-48mp.png", "png", PNG_HEIGHT),
                photo(folder, "harsh-46mp.jpg", "jpeg", JPEG_HEIGHT));
    }

    private static Photo photo(Path folder, String name, String format, int height) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Path part = folder.resolve(name + ".part");
            write(draw(WIDTH, height, format.equals("jpeg")), format, part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Photo(name, "image/" + format, Buffer.buffer(Files.readAllBytes(file)), Optional.empty());
    }

    /** Stripes that hardly anything compresses away but hardly anything is left of. */
    static BufferedImage draw(int width, int height, boolean grain) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        Random random = new Random(1);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i / 997 + (grain ? random.nextInt(2) : 0));
        }
        return image;
    }

    private static void write(BufferedImage image, String format, Path file) throws IOException {
        Files.deleteIfExists(file);
        try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
            ImageIO.write(image, format, out);
        }
    }
}
