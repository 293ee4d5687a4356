package org.elasticml.bench.contest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.elasticml.bench.Photographs;
import org.elasticml.bench.Say;
import org.elasticml.bench.UsageException;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.model.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench network}. */
@Command(
        name = "network",
        mixinStandardHelpOptions = true,
        description = {
            "The network alone, from prepared photos to logits: a traced model in float32, loaded by DJL with its"
                    + " defaults, and ours in each precision. One libtorch thread a caller.",
            "Ours also normalises the photos; the traced model gets them normalised."
        })
public final class NetworkCommand implements Callable<Integer> {
    @Mixin
    private TurnOptions turns;

    @Option(names = "--batch", paramLabel = "N", split = ",", description = "photos a call (1,4,8,16)")
    private List<Integer> batches = List.of(1, 4, 8, 16);

    @Option(names = "--threads", paramLabel = "N", split = ",", description = "callers at a time (1,2)")
    private List<Integer> threads = List.of(1, 2);

    @Option(names = "--precision", paramLabel = "P", split = ",", description = "of ours (all that this CPU can do)")
    private List<String> precisions = List.of();

    @Option(names = "--weights", paramLabel = "W", description = "as MODEL_WEIGHTS takes them (${DEFAULT-VALUE})")
    private String weights = "builtin";

    @Option(
            names = "--traced",
            paramLabel = "FILE",
            description = "also measure this traced model, such as bench/trace.py makes")
    private Optional<Path> traced = Optional.empty();

    @Override
    public Integer call() throws Exception {
        turns.check();
        for (int count : threads) {
            TurnOptions.checkThreads(count);
        }
        UsageException.require(
                batches.stream().allMatch(size -> size >= 1 && size <= 64), "--batch is a whole number from 1 to 64");
        UsageException.require(
                traced.isEmpty() || Files.isReadable(traced.get()),
                "--traced: " + traced.orElse(null) + " can't be read");
        List<Precision> possible = Precisions.possible(precisions, Say::line);
        Networks networks = new Networks(weights);
        List<RgbImage> few = Photographs.decoded(turns.images(), 4);
        for (Precision precision : possible) {
            Say.line(
                    "%s: relative error of the logits against the traced model %.1e",
                    precision, networks.relativeError(precision, few));
        }
        for (int batch : batches) {
            List<RgbImage> photos = Photographs.decoded(turns.images(), batch);
            for (int count : threads) {
                String title = "batch " + batch + ", " + count + (count == 1 ? " thread" : " threads");
                turns.run(title, networks.contenders(possible, traced, photos, count));
            }
        }
        return 0;
    }
}
