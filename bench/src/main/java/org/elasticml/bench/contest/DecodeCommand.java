package org.elasticml.bench.contest;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.elasticml.bench.Photographs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench decode}. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = "Decoding photos: ImageIO as it is, and ml-app's decoder.")
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
                        each("ImageIO", files, file -> ImageIO.read(new ByteArrayInputStream(file))),
                        each("ours", files, Photographs::decode)));
        return 0;
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
