package org.elasticml.loadtester.measure;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a run took. Between two samples the earlier one holds, over gaps too; before the first, the first.
 *
 * @param coreSeconds the integral over time of replicas, booting and draining ones included, × cores of each
 * @param replicasMean over time
 * @param replicasMax of any sample
 */
public record Cost(double coreSeconds, double replicasMean, int replicasMax) {

    /**
     * Empty if no sample tells of replicas, or the run took no time.
     *
     * @param samples in their order
     * @param seconds how long the run was
     */
    static Optional<Cost> of(List<Sample> samples, double seconds) {
        List<Sample> known = samples.stream().filter(Sample::isKnown).toList();
        if (known.isEmpty() || seconds <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Cost(
                integral(known, Cost::cores, seconds)[0],
                integral(known, Cost::replicas, seconds)[0] / seconds,
                known.stream()
                        .filter(sample -> sample.seconds() <= seconds)
                        .mapToInt(Cost::replicas)
                        .max()
                        .orElse(replicas(known.get(0)))));
    }

    /**
     * Core-seconds from the start to the end of each second that has begun; none if no sample tells of replicas.
     *
     * @param seconds how many have begun
     * @param durationS how long the run was: where the last of them ends
     */
    public static double[] cumulative(List<Sample> samples, int seconds, double durationS) {
        List<Sample> known = samples.stream().filter(Sample::isKnown).toList();
        double[] ends = IntStream.rangeClosed(1, seconds)
                .mapToDouble(end -> Math.min(end, durationS))
                .toArray();
        return known.isEmpty() ? new double[0] : integral(known, Cost::cores, ends);
    }

    /** From 0 to each of the ends, which do not descend. */
    private static double[] integral(List<Sample> known, ToDoubleFunction<Sample> value, double... ends) {
        double total = 0;
        double from = 0;
        int holds = 0;
        double[] totals = new double[ends.length];
        for (int i = 0; i < ends.length; i++) {
            while (holds + 1 < known.size() && known.get(holds + 1).seconds() < ends[i]) {
                double change = known.get(holds + 1).seconds();
                total += (change - from) * value.applyAsDouble(known.get(holds));
                from = change;
                holds++;
            }
            total += (ends[i] - from) * value.applyAsDouble(known.get(holds));
            from = ends[i];
            totals[i] = total;
        }
        return totals;
    }

    private static int replicas(Sample sample) {
        return sample.replicas().orElseThrow();
    }

    private static double cores(Sample sample) {
        return (double) replicas(sample) * sample.coresPerReplica();
    }
}
