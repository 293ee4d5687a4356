package org.elasticml.bench.contest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.elasticml.bench.Photographs;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.model.Network;
import org.elasticml.mlapp.model.Precision;
import org.junit.jupiter.api.Test;

class TracedResNet18Test {
    private static final String NARROW = "../ml-app/src/test/resources/golden/narrow.safetensors";

    /** Comparing their speeds makes sense only if both do the same work. */
    @Test
    void givesOurLogits() throws Exception {
        List<RgbImage> photos = Photographs.decoded(java.util.Optional.empty(), 3);
        Networks networks = new Networks(NARROW);
        try (Network network = networks.load(Precision.FP32);
                Network.Batch batch = Networks.batch(network, photos);
                TracedResNet18 traced = networks.traced();
                TracedResNet18.Runner runner = traced.runner(networks.prepared(photos))) {
            float[][] expected = batch.logits();
            for (int run = 0; run < 4; run++) { // the first ones are profiled, the later ones optimised
                float[][] found = runner.logits();
                assertEquals(expected.length, found.length);
                for (int photo = 0; photo < expected.length; photo++) {
                    assertArrayEquals(expected[photo], found[photo], 1e-4f);
                }
            }
        }
        assertEquals(0, networks.relativeError(Precision.FP32, photos), 1e-4);
    }
}
