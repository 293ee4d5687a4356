package org.elasticml.bench.contest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.elasticml.bench.Photographs;
import org.elasticml.bench.Python;
import org.elasticml.bench.Say;
import org.elasticml.bench.WrittenPhotos;
import org.elasticml.launcher.Project;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.model.Network;
import org.elasticml.mlapp.model.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench preprocess}. */
@Command(
        name = "preprocess",
        mixinStandardHelpOptions = true,
        description = {
            "Preprocessing decoded photos on one thread: Pillow with torchvision, where they are installed, and ours.",
            "'crop' resizes and crops, as ours does; 'tensor' also makes a normalised tensor, which ours leaves to the"
                    + " network."
        })
public final class PreprocessCommand implements Callable<Integer> {
    @Mixin
    private TurnOptions turns;

    @Override
    public Integer call() throws Exception {
        turns.check();
        List<RgbImage> photos = Photographs.decoded(
                turns.images(), Photographs.of(turns.images()).size());
        Network network = new Networks("seeded:1").load(Precision.FP32);
        try (WrittenPhotos files = WrittenPhotos.of(Photographs.of(turns.images()))) {
            List<Contender> contenders = new ArrayList<>(pillow(files.folder()));
            contenders.add(ours(network, photos));
            turns.run("preprocess", contenders);
        } finally {
            network.close();
        }
        return 0;
    }

    private static List<Contender> pillow(Path photos) throws IOException {
        Optional<Python> python = Python.with(List.of("torch", "torchvision", "PIL"), Say::line);
        if (python.isEmpty()) {
            return List.of();
        }
        List<String> command = python.get()
                .command(Project.current().root().resolve("bench/preprocess.py").toString(), photos.toString());
        return List.of(
                new PythonContender("Pillow crop", command, "crop"),
                new PythonContender("Pillow tensor", command, "tensor"));
    }

    private static Contender ours(Network network, List<RgbImage> photos) {
        return DecodeCommand.each("ours", photos, 1, photo -> {
            try (Network.Batch batch = network.newBatch()) {
                batch.add(photo);
                return batch;
            }
        });
    }
}
