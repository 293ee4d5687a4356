package org.elasticml.mlapp.model;

import java.util.ArrayList;
import java.util.List;
import org.elasticml.mlapp.weights.FoldedResNet18;

/**
 * What int8 must know of a network beside its weights: how large the numbers are that each layer puts out. Larger ones
 * are cut off.
 *
 * @param weights of which weights: {@link FoldedResNet18#sha256}
 * @param source where the photos came from that were looked at
 * @param photos how many these were
 * @param limits one for each of the twenty convolutions, in the order of their weights
 */
public record Calibration(String weights, String source, int photos, List<Double> limits) {
    /** Bins of a histogram: sizes by their logarithm to base 2, from 2^-16 to 2^16. */
    static final int BINS = 2048;

    private static final double LOWEST = -16;
    private static final double BIN_WIDTH = 32.0 / BINS;

    /** A layer that ends with a ReLU uses all numbers from 0 to 255, one without those from 128 − 127 to 128 + 127. */
    private static final int STEPS = 255;

    private static final int SIGNED_STEPS = 127;

    /**
     * Other photos have larger numbers than those that were looked at. On photos the calibration had not seen, this much
     * more room took the largest error of the logits from 5.8 % to 4.3 %, at a median of 1.5 % instead of 1.4 %.
     */
    private static final double HEADROOM = 1.3;

    /** Stands for the limit of a layer that puts out nothing but zeros. */
    private static final double NO_LIMIT = 1e-6;

    public Calibration {
        limits = List.copyOf(limits);
        for (double limit : limits) {
            if (!(limit > 0) || Double.isInfinite(limit)) {
                throw new IllegalArgumentException("a limit is a positive number, not " + limit);
            }
        }
    }

    /**
     * Chooses for each layer the limit at which 8 bits lose least, and some room above it.
     *
     * @param histograms a row a convolution, {@link #BINS} each
     */
    static Calibration of(FoldedResNet18 network, String source, int photos, float[][] histograms) {
        List<Double> limits = new ArrayList<>();
        for (int layer = 0; layer < histograms.length; layer++) {
            limits.add(HEADROOM * limit(histograms[layer], steps(network, layer)));
        }
        return new Calibration(network.sha256(), source, photos, limits);
    }

    /** What one step of a layer's output stands for, a number a convolution. */
    List<Double> steps(FoldedResNet18 network) {
        List<Double> steps = new ArrayList<>();
        for (int layer = 0; layer < limits.size(); layer++) {
            steps.add(limits.get(layer) / steps(network, layer));
        }
        return steps;
    }

    /** Only the shortcuts' convolutions, those of a single pixel, have no ReLU after them. */
    private static int steps(FoldedResNet18 network, int layer) {
        return network.weights().get(layer).shape()[3] == 1 ? SIGNED_STEPS : STEPS;
    }

    /**
     * The limit L with the least squared error: a number x up to L is off by its rounding, at random within half a step
     * (L / n)² / 12 in the mean; one so small that it rounds to nothing by x²; one above L by (x − L)². Of the limits,
     * the bins' upper edges are tried.
     */
    static double limit(float[] histogram, int steps) {
        double best = NO_LIMIT;
        double least = Double.POSITIVE_INFINITY;
        for (int edge = 0; edge < BINS; edge++) {
            if (histogram[edge] == 0) {
                continue; // the limit of least error lies at a bin that has something
            }
            double limit = upperEdge(edge);
            double error = error(histogram, limit, limit / steps);
            if (error < least) {
                least = error;
                best = limit;
            }
        }
        return best;
    }

    private static double error(float[] histogram, double limit, double step) {
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double size = upperEdge(bin) * Math.pow(2, -BIN_WIDTH / 2);
            double off = size > limit ? size - limit : Math.min(size, step / Math.sqrt(12));
            error += histogram[bin] * off * off;
        }
        return error;
    }

    private static double upperEdge(int bin) {
        return Math.pow(2, LOWEST + (bin + 1) * BIN_WIDTH);
    }
}
