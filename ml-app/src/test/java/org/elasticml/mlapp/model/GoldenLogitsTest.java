package org.elasticml.mlapp.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.elasticml.mlapp.image.ImageDecoder;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.WeightsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** torchvision's own logits, from every file format it can be saved in; {@code golden/make_golden.py} made them. */
class GoldenLogitsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ImageDecoder DECODER = ImageDecoder.imageIo("they are PNGs");

    @ParameterizedTest
    @ValueSource(strings = {"narrow.pth", "narrow-legacy.pth", "narrow.safetensors", "narrow.pt"})
    void agreeWithTorchvision(String file) throws Exception {
        Map<String, float[]> expected = expected();
        assertEquals(6, expected.size());
        try (Network network = Network.load(FoldedResNet18.of(WeightsFile.read(GOLDEN.resolve(file))), Precision.FP32);
                Network.Batch batch = network.newBatch()) {
            for (String image : expected.keySet()) {
                batch.add(DECODER.decode(Files.readAllBytes(GOLDEN.resolve(image))));
            }
            float[][] logits = batch.logits();
            int row = 0;
            for (Map.Entry<String, float[]> entry : expected.entrySet()) {
                // All but one are 256 x 256 and are not resized; in the other, a grey level may differ here and there.
                float tolerance = entry.getKey().equals("landscape.png") ? 2e-2f : 1e-4f;
                assertArrayEquals(entry.getValue(), logits[row++], tolerance, file + ", " + entry.getKey());
            }
        }
    }

    @Test
    void ranksBySoftmax() throws Exception {
        float[] logits = expected().get("square-1.png");
        try (Network network = Network.load(
                        FoldedResNet18.of(WeightsFile.read(GOLDEN.resolve("narrow.safetensors"))), Precision.FP32);
                Network.Batch batch = network.newBatch()) {
            batch.add(DECODER.decode(Files.readAllBytes(GOLDEN.resolve("square-1.png"))));
            List<Network.Ranking> rankings = batch.classify(10);
            assertEquals(1, rankings.size());
            Network.Ranking ranking = rankings.get(0);
            double sum = 0;
            for (float logit : logits) {
                sum += Math.exp(logit);
            }
            for (int i = 0; i < 10; i++) {
                assertEquals(
                        Math.exp(logits[ranking.numbers()[i]]) / sum, ranking.probabilities()[i], 1e-5, "place " + i);
            }
            for (int i = 1; i < 10; i++) {
                assertEquals(
                        -1,
                        -Float.compare(ranking.probabilities()[i - 1], ranking.probabilities()[i]),
                        "best first, place " + i);
            }
        }
    }

    private static Map<String, float[]> expected() throws java.io.IOException {
        File file = GOLDEN.resolve("logits.json").toFile();
        return new TreeMap<>(new ObjectMapper()
                .readValue(file, new com.fasterxml.jackson.core.type.TypeReference<Map<String, float[]>>() {}));
    }
}
