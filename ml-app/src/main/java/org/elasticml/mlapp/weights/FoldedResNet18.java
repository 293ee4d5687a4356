package org.elasticml.mlapp.weights;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A ResNet18's weights with every batch norm folded into the convolution before it, in the order in which
 * {@code resnet18.py} uses them: twenty convolutions and the linear layer.
 *
 * @param weights convolutions as [out, in, side, side], the linear layer as [classes, in]
 * @param biases one for each of them, [out]
 */
public record FoldedResNet18(List<WeightTensor> weights, List<WeightTensor> biases) {
    /** torchvision's, added to the variance. */
    private static final double EPSILON = 1e-5;

    /** Pixels have three channels. */
    private static final long INPUT_CHANNELS = 3;

    /** How many classes it tells apart. */
    public int classes() {
        return (int) weights.get(weights.size() - 1).shape()[0];
    }

    /** Names these numbers, whatever file they came from: 64 hexadecimal digits. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (List<WeightTensor> tensors : List.of(weights, biases)) {
                for (WeightTensor tensor : tensors) {
                    digest.update(tensor.littleEndian());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * @throws WeightsException if a tensor is missing or does not fit its neighbours, or the network is deeper
     */
    public static FoldedResNet18 of(StateDict state) throws WeightsException {
        refuseOtherNetworks(state);
        List<WeightTensor> weights = new ArrayList<>();
        List<WeightTensor> biases = new ArrayList<>();
        long channels = fold(state, "conv1", "bn1", INPUT_CHANNELS, 7, weights, biases);
        for (int stage = 1; stage <= 4; stage++) {
            for (int block = 0; block < 2; block++) {
                String name = "layer" + stage + "." + block + ".";
                long in = channels;
                channels = fold(state, name + "conv1", name + "bn1", in, 3, weights, biases);
                channels = fold(state, name + "conv2", name + "bn2", channels, 3, weights, biases);
                if (stage > 1 && block == 0) {
                    String shortcut = name + "downsample.";
                    long shortcutChannels = fold(state, shortcut + "0", shortcut + "1", in, 1, weights, biases);
                    requireEqual(name + "conv2", channels, shortcut + "0", shortcutChannels);
                } else {
                    requireEqual(name + "conv2", channels, name + "conv1's input", in);
                }
            }
        }
        WeightTensor linear = state.get("fc.weight", -1, channels);
        weights.add(linear);
        biases.add(state.get("fc.bias", linear.shape()[0]));
        refuseNonsense(weights);
        refuseNonsense(biases);
        return new FoldedResNet18(List.copyOf(weights), List.copyOf(biases));
    }

    /** ResNet34 and 50 hold all that a ResNet18 has, and more; using a part of them would give nonsense. */
    private static void refuseOtherNetworks(StateDict state) throws WeightsException {
        for (String name : state.tensors().keySet()) {
            if (name.matches("layer\\d+\\.([2-9]|\\d\\d+)\\..*|layer([5-9]|\\d\\d+)\\..*|.*\\.conv3\\..*")) {
                throw new WeightsException("not a ResNet18 but a deeper network: it has '" + name + "'");
            }
        }
    }

    private static void refuseNonsense(List<WeightTensor> tensors) throws WeightsException {
        for (WeightTensor tensor : tensors) {
            for (float value : tensor.values()) {
                if (!Float.isFinite(value)) {
                    throw new WeightsException("damaged weights: some are not numbers, or a variance is negative");
                }
            }
        }
    }

    private static void requireEqual(String one, long oneChannels, String other, long otherChannels)
            throws WeightsException {
        if (oneChannels != otherChannels) {
            throw new WeightsException(
                    "not a ResNet18: " + one + " has " + oneChannels + " channels, " + other + " " + otherChannels);
        }
    }

    /**
     * Adds a convolution with its norm folded in: y = γ (Wx − μ) / √(σ² + ε) + β is the convolution by W γ / √(σ² + ε)
     * with the bias β − μ γ / √(σ² + ε). (B. Jacob et al., "Quantization and Training of Neural Networks for
     * Efficient Integer-Arithmetic-Only Inference", 2018, section 3.2.)
     *
     * @return its number of output channels
     */
    private static long fold(
            StateDict state,
            String convolution,
            String norm,
            long in,
            long side,
            List<WeightTensor> weights,
            List<WeightTensor> biases)
            throws WeightsException {
        WeightTensor kernel = state.get(convolution + ".weight", -1, in, side, side);
        int out = (int) kernel.shape()[0];
        float[] gamma = state.get(norm + ".weight", out).values();
        float[] beta = state.get(norm + ".bias", out).values();
        float[] mean = state.get(norm + ".running_mean", out).values();
        float[] variance = state.get(norm + ".running_var", out).values();
        float[] unfolded = kernel.values();
        float[] folded = new float[unfolded.length];
        float[] bias = new float[out];
        int each = folded.length / out;
        for (int o = 0; o < out; o++) {
            double scale = gamma[o] / Math.sqrt(variance[o] + EPSILON);
            bias[o] = (float) (beta[o] - mean[o] * scale);
            for (int i = o * each; i < (o + 1) * each; i++) {
                folded[i] = (float) (unfolded[i] * scale);
            }
        }
        weights.add(new WeightTensor(kernel.shape(), folded));
        biases.add(new WeightTensor(new long[] {out}, bias));
        return out;
    }
}
