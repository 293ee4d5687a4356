package org.elasticml.bench.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What batches of 1, 2, 3… take, from what was measured of some. */
final class FittedCurve {
    private FittedCurve() {}

    private record Block(double seconds, double weight, int sizes) {
        Block with(Block other) {
            double all = weight + other.weight;
            return new Block((seconds * weight + other.seconds * other.weight) / all, all, sizes + other.sizes);
        }
    }

    /**
     * The curve nearest to the means that never falls, each weighted with its batches (isotonic regression by pooling
     * adjacent violators: R. Barlow et al., "Statistical Inference under Order Restrictions", 1972). Sizes that did not
     * come up lie on a line between their neighbours.
     *
     * @param measured by batch size; with size 1
     * @return seconds of 1, 2, 3… up to the largest size measured
     */
    static double[] seconds(NavigableMap<Integer, BatchTime> measured) {
        List<Block> blocks = new ArrayList<>();
        for (BatchTime time : measured.values()) {
            Block block = new Block(time.meanSeconds(), time.batches(), 1);
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).seconds() > block.seconds()) {
                block = blocks.remove(blocks.size() - 1).with(block);
            }
            blocks.add(block);
        }
        NavigableMap<Integer, Double> fitted = new TreeMap<>();
        var sizes = measured.keySet().iterator();
        for (Block block : blocks) {
            for (int i = 0; i < block.sizes(); i++) {
                fitted.put(sizes.next(), block.seconds());
            }
        }
        double[] seconds = new double[measured.lastKey()];
        for (int size = 1; size <= seconds.length; size++) {
            seconds[size - 1] = between(fitted, size);
        }
        return seconds;
    }

    private static double between(NavigableMap<Integer, Double> fitted, int size) {
        Map.Entry<Integer, Double> below = fitted.floorEntry(size);
        Map.Entry<Integer, Double> above = fitted.ceilingEntry(size);
        if (below.getKey().equals(above.getKey())) {
            return below.getValue();
        }
        double part = (double) (size - below.getKey()) / (above.getKey() - below.getKey());
        return below.getValue() + part * (above.getValue() - below.getValue());
    }
}
