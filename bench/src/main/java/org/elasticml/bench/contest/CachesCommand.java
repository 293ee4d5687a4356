package org.elasticml.bench.contest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.elasticml.bench.Photographs;
import org.elasticml.bench.Say;
import org.elasticml.bench.UsageException;
import org.elasticml.bench.measure.Spread;
import org.elasticml.bench.measure.TextTable;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.model.Network;
import org.elasticml.mlapp.model.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench caches}. */
@Command(
        name = "caches",
        mixinStandardHelpOptions = true,
        description = {
            "What a replica would save that kept decoded photos, or the crops that the network sees, beside what the"
                    + " dispatcher's cache of answers saves. On one thread, by its CPU time.",
        })
public final class CachesCommand implements Callable<Integer> {
    private static final String NONE = "no cache";
    private static final String PIXELS = "pixels kept";
    private static final String CROPS = "crops kept";
    private static final double[] HIT_RATES = {0.1, 0.5, 0.9};
    private static final int TOP = 5;
    private static final int CROP_BYTES = 3 * 224 * 224;

    @Mixin
    private TurnOptions turns;

    @Option(names = "--batch", paramLabel = "N", split = ",", description = "photos a call (1,8)")
    private List<Integer> batches = List.of(1, 8);

    @Option(names = "--precision", paramLabel = "P", split = ",", description = "(all that this CPU can do)")
    private List<String> precisions = List.of();

    @Override
    public Integer call() throws Exception {
        turns.check();
        UsageException.require(
                batches.stream().allMatch(size -> size >= 1 && size <= 64), "--batch is a whole number from 1 to 64");
        List<byte[]> files = Photographs.encoded(turns.images());
        List<RgbImage> photos = Photographs.decoded(turns.images(), files.size());
        Networks networks = new Networks("builtin");
        TextTable savings = new TextTable("of a replica's CPU time, saved at 10 / 50 / 90 % hits", PIXELS, CROPS);
        for (Precision precision : Precisions.possible(precisions, Say::line)) {
            for (int batch : batches) {
                String title = precision + ", batch " + batch;
                try (Network network = networks.load(precision)) {
                    Contest contest = turns.run(title + ", CPU time", contenders(network, files, photos, batch));
                    savings.row(title, saved(contest, PIXELS), saved(contest, CROPS));
                }
            }
        }
        System.out.println(savings);
        double pixelBytes = photos.stream()
                .mapToLong(photo -> 3L * photo.width() * photo.height())
                .average()
                .orElseThrow();
        System.out.printf(Locale.ROOT, "memory a photo: pixels %.0f bytes, crop %d bytes%n", pixelBytes, CROP_BYTES);
        photos.forEach(RgbImage::close);
        return 0;
    }

    private static List<Contender> contenders(Network network, List<byte[]> files, List<RgbImage> photos, int batch) {
        List<List<byte[]>> fileGroups = groups(files, batch);
        List<List<RgbImage>> photoGroups = groups(photos, batch);
        List<Network.Batch> crops = photoGroups.stream()
                .map(group -> Networks.batch(network, group))
                .toList();
        return List.of(
                onCpu(NONE, fileGroups, group -> decodedAndClassified(network, group)),
                onCpu(PIXELS, photoGroups, group -> {
                    try (Network.Batch prepared = Networks.batch(network, group)) {
                        return prepared.classify(TOP).size();
                    }
                }),
                onCpu(CROPS, crops, prepared -> prepared.classify(TOP).size()));
    }

    /** As ml-app does it: at most one decoded photo at a time. */
    private static int decodedAndClassified(Network network, List<byte[]> files) throws Exception {
        try (Network.Batch batch = network.newBatch()) {
            for (byte[] file : files) {
                try (RgbImage photo = Photographs.decode(file)) {
                    batch.add(photo);
                }
            }
            return batch.classify(TOP).size();
        }
    }

    /** What is done to one group of photos; how many these were. */
    @FunctionalInterface
    private interface Work<T> {
        int on(T group) throws Exception;
    }

    private static <T> Contender onCpu(String name, List<T> groups, Work<T> work) {
        int[] next = {0};
        return new OnCpu(name, () -> work.on(groups.get(next[0]++ % groups.size())));
    }

    /** All photos, in groups of this size, from the beginning again until the last is full. */
    static <T> List<List<T>> groups(List<T> photos, int size) {
        List<List<T>> groups = new ArrayList<>();
        for (int from = 0; from < photos.size(); from += size) {
            List<T> group = new ArrayList<>();
            for (int i = from; i < from + size; i++) {
                group.add(photos.get(i % photos.size()));
            }
            groups.add(group);
        }
        return groups;
    }

    /** A hit takes what the contender takes, a miss what it takes without a cache. */
    private static String saved(Contest contest, String with) {
        double share = 1
                - Spread.ofRatios(contest.results().get(NONE), contest.results().get(with))
                        .median();
        List<String> each = new ArrayList<>();
        for (double hits : HIT_RATES) {
            each.add(String.format(Locale.ROOT, "%.1f %%", 100 * hits * share));
        }
        return String.join(" / ", each);
    }
}
