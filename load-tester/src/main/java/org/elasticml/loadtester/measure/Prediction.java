package org.elasticml.loadtester.measure;

import java.util.List;

/**
 * What a photo was taken for.
 *
 * @param confidence of {@code label}, 0 to 1
 * @param top the likeliest labels, likeliest first, {@code label} included
 */
public record Prediction(String label, double confidence, List<String> top) {
    public Prediction {
        top = List.copyOf(top);
    }
}
