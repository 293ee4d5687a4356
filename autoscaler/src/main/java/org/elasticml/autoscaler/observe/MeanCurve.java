package org.elasticml.autoscaler.observe;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.elasticml.core.scale.ServiceCurve;

/**
 * One service curve of what several replicas measured at some batch sizes: the mean of each size that all of them know,
 * straight lines between sizes, and no time less than that of a smaller batch.
 */
final class MeanCurve {
    private MeanCurve() {}

    /** Empty if no replica knows what one image takes. */
    static Optional<ServiceCurve> of(Collection<ReplicaPage> replicas) {
        List<SortedMap<Integer, Double>> known = replicas.stream()
                .map(ReplicaPage::serviceSeconds)
                .filter(curve -> curve.containsKey(1))
                .toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<Integer, Double> mean = new TreeMap<>();
        for (int size : known.get(0).keySet()) {
            if (known.stream().allMatch(curve -> curve.containsKey(size))) {
                mean.put(
                        size,
                        known.stream()
                                .mapToDouble(curve -> curve.get(size))
                                .average()
                                .orElseThrow());
            }
        }
        return Optional.of(ServiceCurve.of(filled(mean)));
    }

    private static double[] filled(SortedMap<Integer, Double> measured) {
        double[] seconds = new double[measured.lastKey()];
        int before = 1;
        for (int size : measured.keySet()) {
            double from = measured.get(before);
            double least = size == 1 ? from : Math.max(measured.get(size), seconds[before - 1]);
            double start = size == 1 ? from : seconds[before - 1];
            for (int between = before; between <= size; between++) {
                double share = size == before ? 1 : (between - before) / (double) (size - before);
                seconds[between - 1] = start + share * (least - start);
            }
            before = size;
        }
        return seconds;
    }
}
