package org.elasticml.bench.contest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.elasticml.bench.Photographs;
import org.elasticml.mlapp.image.RgbImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench decode}. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = "Decoding photos: ImageIO without and with colour profiles, and ml-app's decoder.")
public final class DecodeCommand implements Callable<Integer> {
    @Mixin
    private TurnOptions turns;

    @Option(names = "--threads", paramLabel = "N", description = "threads at a time (${DEFAULT-VALUE})")
    private int threads = 1;

    @Override
    public Integer call() throws Exception {
        turns.check();
        TurnOptions.checkThreads(threads);
        List<byte[]> files = Photographs.encoded(turns.images());
        ImageIO.setUseCache(false); // it would go through a temporary file
        turns.run(
                "decode, " + threads + (threads == 1 ? " thread" : " threads"),
                List.of(
                        each(
                                "ImageIO, no profiles",
                                files.stream()
                                        .map(DecodeCommand::withoutProfile)
                                        .toList(),
                                file -> ImageIO.read(new ByteArrayInputStream(file))),
                        each("ImageIO", files, file -> ImageIO.read(new ByteArrayInputStream(file))),
                        each("ours", files, file -> {
                            try (RgbImage image = Photographs.decode(file)) {
                                return image.width();
                            }
                        })));
        return 0;
    }

    /**
     * A JPEG without its APP2 segments, where colour profiles are: ImageIO converts by them, at several times the cost of
     * decoding, while ml-app ignores them as Pillow does.
     */
    static byte[] withoutProfile(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
        int at = 0;
        if (file.length > 2 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8) {
            out.write(file, 0, 2);
            at = 2;
            while (at + 4 <= file.length && (file[at] & 0xff) == 0xff && (file[at + 1] & 0xff) != 0xda) {
                int length = 2 + ((file[at + 2] & 0xff) << 8 | file[at + 3] & 0xff);
                if ((file[at + 1] & 0xff) != 0xe2) {
                    out.write(file, at, Math.min(length, file.length - at));
                }
                at = Math.min(at + length, file.length);
            }
        }
        out.write(file, at, file.length - at);
        return out.toByteArray();
    }

    /** What is done to one photo. */
    @FunctionalInterface
    interface Work<T> {
        Object on(T photo) throws Exception;
    }

    private Contender each(String name, List<byte[]> files, Work<byte[]> work) {
        return each(name, files, threads, work);
    }

    /** Does the work to one photo after the other. */
    static <T> Contender each(String name, List<T> photos, int threads, Work<T> work) {
        List<Workers.Task> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            AtomicInteger next = new AtomicInteger(i);
            tasks.add(() -> {
                T photo = photos.get(next.getAndIncrement() % photos.size());
                if (work.on(photo) == null) { // also keeps the work from being optimised away
                    throw new IllegalStateException("a photo can't be decoded");
                }
                return 1;
            });
        }
        return new Workers(name, tasks, () -> {});
    }
}
