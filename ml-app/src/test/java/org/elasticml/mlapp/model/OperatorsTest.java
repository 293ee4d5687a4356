package org.elasticml.mlapp.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.model.TorchScriptArchive.Operators;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.WeightsSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast ways against the plain one, full size, with weights drawn from a seed and photos of noise. */
class OperatorsTest {
    /** A single pixel, portraits and landscapes, odd sides, one that needs no resizing. */
    private static final List<RgbImage> SHAPES = List.of(
            noise(1, 1, 1),
            noise(31, 17, 2),
            noise(640, 333, 3),
            noise(200, 901, 4),
            noise(224, 224, 5),
            noise(256, 256, 6));

    private static FoldedResNet18 weights;
    private static Network plain;

    @BeforeAll
    static void load(@TempDir Path cache) throws Exception {
        weights = FoldedResNet18.of(new WeightsSource(cache, line -> {})
                .find(Optional.of("seeded:3"))
                .state());
        plain = new Network(weights, Precision.FP32, Operators.PLAIN);
    }

    @AfterAll
    static void close() {
        plain.close();
    }

    private static RgbImage noise(int width, int height, long seed) {
        byte[] rgb = new byte[3 * width * height];
        new Random(seed).nextBytes(rgb);
        return new RgbImage(width, height, rgb);
    }

    private static float[][] logits(Network network, List<RgbImage> images) {
        try (Network.Batch batch = network.newBatch()) {
            images.forEach(batch::add);
            return batch.logits();
        }
    }

    /** ‖a − b‖ / ‖b‖. */
    private static double relativeError(float[] a, float[] b) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < a.length; i++) {
            difference += (a[i] - b[i]) * (double) (a[i] - b[i]);
            norm += b[i] * (double) b[i];
        }
        return Math.sqrt(difference / norm);
    }

    private static void assertClose(Network fast, List<RgbImage> images, double tolerance) {
        float[][] expected = logits(plain, images);
        float[][] actual = logits(fast, images);
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            double error = relativeError(actual[i], expected[i]);
            assertTrue(error <= tolerance, "image " + i + " of " + expected.length + ": relative error " + error);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 32})
    void fusedOperatorsAgreeWithPlainOnesInBatchesOfAnySize(int batch) {
        try (Network fused = Network.load(weights, Precision.FP32)) {
            assumeTrue(fused.fused(), "this PyTorch has no fused operators for this CPU");
            assertClose(
                    fused,
                    IntStream.range(0, batch).mapToObj(i -> noise(256, 256, i)).toList(),
                    1e-5);
        }
    }

    @Test
    void fusedOperatorsAgreeOnImagesOfAnyShape() {
        try (Network fused = Network.load(weights, Precision.FP32)) {
            assumeTrue(fused.fused(), "this PyTorch has no fused operators for this CPU");
            assertClose(fused, SHAPES, 1e-5);
        }
    }

    @Test
    void bf16StaysWithinAHundredth() throws Exception {
        CpuFlags.require("avx512_bf16");
        try (Network bf16 = Network.load(weights, Precision.BF16)) {
            assumeTrue(bf16.precision() == Precision.BF16, "this PyTorch has no fused operators for this CPU");
            assertClose(bf16, SHAPES, 1e-2);
        }
    }

    @Test
    void observedOperatorsAreThePlainOnes() {
        try (Network observed = new Network(weights, Precision.FP32, Operators.OBSERVED)) {
            assertClose(observed, SHAPES, 0);
            float[] counts = Network.matrix(observed.observed().toFloatArray(), 20)[0];
            double counted = 0;
            for (float count : counts) {
                counted += count;
            }
            // The stem puts out 64 channels of 112 x 112; a ReLU leaves some of them 0, which are not counted.
            double all = 64.0 * 112 * 112 * SHAPES.size();
            assertTrue(counted > all / 10 && counted < all, counted + " of " + all);
        }
    }

    @Test
    void int8StaysWithinFourHundredths() throws Exception {
        CpuFlags.require("vnni");
        Calibration calibration;
        try (Calibrator calibrator = new Calibrator(weights)) {
            SHAPES.forEach(calibrator::observe);
            calibration = calibrator.calibration("noise");
        }
        try (Network int8 = Network.load(weights, calibration)) {
            assumeTrue(int8.precision() == Precision.INT8, "this PyTorch has no int8 operators for this CPU");
            assertClose(int8, SHAPES, 4e-2);
            for (int batch : new int[] {1, 2, 8, 32}) {
                assertClose(
                        int8,
                        IntStream.range(0, batch)
                                .mapToObj(i -> noise(256, 256, 100 + i))
                                .toList(),
                        4e-2);
            }
        }
    }
}
