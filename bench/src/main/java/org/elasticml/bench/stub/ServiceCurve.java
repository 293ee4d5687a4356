package org.elasticml.bench.stub;

import java.util.Random;

/**
 * What a batch takes: a part for the batch and a part for each image, times a chance factor, log-normal with mean 1.
 *
 * @param spread standard deviation of the factor's logarithm; 0 for none
 */
record ServiceCurve(double batchMillis, double imageMillis, double spread) {
    /** Mean over batches of that size. */
    double meanMillis(int size) {
        return batchMillis + size * imageMillis;
    }

    double drawMillis(int size, Random random) {
        return meanMillis(size) * Math.exp(spread * random.nextGaussian() - spread * spread / 2);
    }

    /** Whether it takes no time at all. */
    boolean isAtOnce() {
        return meanMillis(1) == 0;
    }
}
