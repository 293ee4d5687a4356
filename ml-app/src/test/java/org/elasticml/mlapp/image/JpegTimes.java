package org.elasticml.mlapp.image;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prints how much of a core's time both JPEG decoders take a photo: one thread, warm, in turns, the median of the rounds. Arguments: a
 * folder to unpack the native library to, then folders of photos.
 */
final class JpegTimes {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP_ROUNDS = 5;
    private static final int ROUNDS = 15;

    private JpegTimes() {}

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        List<ImageDecoder> decoders =
                List.of(ImageDecoder.imageIo("to compare"), ImageDecoder.fastest(Path.of(args[0])));
        System.out.printf(
                "loaded in %.0f ms: %s%n",
                (System.nanoTime() - start) / 1e6, decoders.get(1).jpeg());
        for (String folder : Arrays.copyOfRange(args, 1, args.length)) {
            List<byte[]> photos = photos(Path.of(folder));
            double[][] millis = new double[decoders.size()][ROUNDS];
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                for (int i = 0; i < decoders.size(); i++) {
                    double taken = millisPerPhoto(decoders.get(i), photos);
                    millis[i][Math.max(0, round)] = taken;
                }
            }
            double imageIo = median(millis[0]);
            double turbo = median(millis[1]);
            System.out.printf(
                    "%s, %d photos: ImageIO %.3f ms, libjpeg-turbo %.3f ms a photo, ratio %.2f%n",
                    folder, photos.size(), imageIo, turbo, imageIo / turbo);
        }
    }

    private static List<byte[]> photos(Path folder) throws IOException {
        List<byte[]> photos = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().matches("(?i).*\\.jpe?g"))
                    .toList()) {
                photos.add(Files.readAllBytes(file));
            }
        }
        return photos;
    }

    private static double millisPerPhoto(ImageDecoder decoder, List<byte[]> photos) throws ImageException {
        long start = THREADS.getCurrentThreadCpuTime();
        for (byte[] photo : photos) {
            decoder.decode(photo).close();
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e6 / photos.size();
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }
}
