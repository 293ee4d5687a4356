package org.elasticml.mlapp.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A full-size ResNet18 of 1,000 classes whose weights are drawn: the real work with meaningless answers, for
 * benchmarks and tests. Convolutions and the linear layer have He et al.'s variance, 2 / fan-in (arXiv 1502.01852),
 * so that activations neither fade nor explode.
 */
final class SeededWeights {
    private static final int CLASSES = 1000;

    private SeededWeights() {}

    static StateDict draw(long seed) {
        Random random = new Random(seed);
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        convolution(tensors, random, "conv1", "bn1", 3, 64, 7);
        int in = 64;
        for (int stage = 1; stage <= 4; stage++) {
            int out = 32 << stage;
            for (int block = 0; block < 2; block++) {
                String name = "layer" + stage + "." + block + ".";
                convolution(tensors, random, name + "conv1", name + "bn1", in, out, 3);
                convolution(tensors, random, name + "conv2", name + "bn2", out, out, 3);
                if (in != out) {
                    convolution(tensors, random, name + "downsample.0", name + "downsample.1", in, out, 1);
                }
                in = out;
            }
        }
        tensors.put("fc.weight", normal(random, Math.sqrt(2.0 / in), CLASSES, in));
        tensors.put("fc.bias", normal(random, 0.1, CLASSES));
        return new StateDict(tensors);
    }

    private static void convolution(
            Map<String, WeightTensor> tensors, Random random, String name, String norm, int in, int out, int side) {
        tensors.put(name + ".weight", normal(random, Math.sqrt(2.0 / (in * side * side)), out, in, side, side));
        tensors.put(norm + ".weight", uniform(random, 0.5f, 1, out));
        tensors.put(norm + ".bias", normal(random, 0.1, out));
        tensors.put(norm + ".running_mean", normal(random, 0.1, out));
        tensors.put(norm + ".running_var", uniform(random, 0.5f, 1.5f, out));
    }

    private static WeightTensor normal(Random random, double deviation, long... shape) {
        float[] values = new float[(int) WeightTensor.elements(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return new WeightTensor(shape, values);
    }

    private static WeightTensor uniform(Random random, float from, float to, long... shape) {
        float[] values = new float[(int) WeightTensor.elements(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = from + (to - from) * random.nextFloat();
        }
        return new WeightTensor(shape, values);
    }
}
