package org.elasticml.mlapp.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.elasticml.mlapp.model.Calibration;
import org.elasticml.mlapp.model.Precision;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.WeightTensor;
import org.elasticml.mlapp.weights.WeightsFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ModelHashTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final List<String> LABELS = List.of("cat", "dog");

    private static FoldedResNet18 weights;

    @BeforeAll
    static void read() throws Exception {
        weights = read("narrow.safetensors");
    }

    private static FoldedResNet18 read(String file) throws Exception {
        return FoldedResNet18.of(WeightsFile.read(GOLDEN.resolve(file)));
    }

    private static String hash(FoldedResNet18 of, Precision precision, List<String> labels) {
        return ModelHash.of(of, precision, Optional.empty(), labels);
    }

    private static Optional<Calibration> limit(double limit) {
        return Optional.of(new Calibration("weights", "photos", 1, List.of(limit)));
    }

    /** The last bias of all is off by a little. */
    private static FoldedResNet18 retrained() {
        List<WeightTensor> biases = new ArrayList<>(weights.biases());
        WeightTensor last = biases.remove(biases.size() - 1);
        float[] values = last.values().clone();
        values[values.length - 1] += 1e-3f;
        biases.add(new WeightTensor(last.shape(), values));
        return new FoldedResNet18(weights.weights(), biases);
    }

    @Test
    void isTheSameWhateverFileTheWeightsCameFrom() throws Exception {
        String hash = hash(weights, Precision.FP32, LABELS);
        assertTrue(hash.matches("[0-9a-f]{16}"), hash);
        assertEquals(hash, hash(read("narrow.pth"), Precision.FP32, LABELS));
    }

    @Test
    void differsWithAllThatDecidesOnAnswers() {
        Set<String> hashes = Set.of(
                hash(weights, Precision.FP32, LABELS),
                hash(retrained(), Precision.FP32, LABELS),
                hash(weights, Precision.BF16, LABELS),
                hash(weights, Precision.FP32, List.of("dog", "cat")),
                ModelHash.of(weights, Precision.INT8, limit(1), LABELS),
                ModelHash.of(weights, Precision.INT8, limit(2), LABELS));
        assertEquals(6, hashes.size());
    }
}
