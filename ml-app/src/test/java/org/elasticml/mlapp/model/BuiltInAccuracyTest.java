package org.elasticml.mlapp.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.elasticml.mlapp.image.ImageDecoder;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.Labels;
import org.elasticml.mlapp.weights.WeightsSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The weights' card says what they get right; skipped where the photos are not there. */
class BuiltInAccuracyTest {
    private static final Path PHOTOS = Path.of("../../shared/data/imagenette");

    @Test
    void isWhatTheCardSays(@TempDir Path cache) throws Exception {
        assumeTrue(Files.isDirectory(PHOTOS), "there are no photos at " + PHOTOS);
        List<Path> photos;
        try (Stream<Path> all = Files.list(PHOTOS)) {
            photos = all.filter(file -> file.toString().endsWith(".JPEG"))
                    .sorted()
                    .toList();
        }
        WeightsSource.Found found = new WeightsSource(cache, line -> {}).find(Optional.of("builtin"));
        List<String> labels = Labels.of(Optional.empty(), found.labels(), 10);
        ImageDecoder decoder = ImageDecoder.fastest(cache);
        int right = 0;
        try (Network network = Network.load(FoldedResNet18.of(found.state()), Precision.FP32)) {
            for (Path photo : photos) {
                try (RgbImage image = decoder.decode(Files.readAllBytes(photo));
                        Network.Batch batch = network.newBatch()) {
                    batch.add(image);
                    String label = labels.get(batch.classify(1).get(0).numbers()[0]);
                    right += photo.getFileName().toString().contains(label.replace(' ', '_')) ? 1 : 0;
                }
            }
        }
        // The card: 182 of 199. A photo on the border may fall to either side with another machine's rounding.
        assertEquals(199, photos.size());
        assertEquals(182, right, 1);
    }
}
