package org.elasticml.mlapp.model;

import ai.djl.ndarray.NDArray;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.model.TorchScriptArchive.Operators;
import org.elasticml.mlapp.weights.FoldedResNet18;

/** Shows photos to a network in fp32 and remembers how large the numbers get in it. Post-training static quantisation. */
public final class Calibrator implements AutoCloseable {
    private final FoldedResNet18 weights;
    private final Network network;
    private int photos;

    public Calibrator(FoldedResNet18 weights) {
        this.weights = weights;
        this.network = new Network(weights, Precision.FP32, Operators.OBSERVED);
    }

    /** One more photo; what the calibration is for should look like these. */
    public void observe(RgbImage photo) {
        try (Network.Batch batch = network.newBatch()) {
            batch.add(photo);
            batch.logits();
        }
        photos++;
    }

    /** How many photos it has seen. */
    public int photos() {
        return photos;
    }

    /**
     * @param source where the photos came from
     * @throws IllegalStateException if there was no photo
     */
    public Calibration calibration(String source) {
        if (photos == 0) {
            throw new IllegalStateException("no photo to calibrate with");
        }
        try (NDArray observed = network.observed()) {
            int layers = (int) observed.getShape().get(0);
            return Calibration.of(weights, source, photos, Network.matrix(observed.toFloatArray(), layers));
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
