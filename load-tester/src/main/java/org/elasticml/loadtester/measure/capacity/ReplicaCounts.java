package org.elasticml.loadtester.measure.capacity;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.Sample;

/** How many replicas served, at any time of a run. */
final class ReplicaCounts {
    /** Where it is known from. */
    enum Source {
        /** Those that were ready, booting and draining ones not included. */
        METRICS,
        /** Those that succeeded requests name. */
        ANSWERS,
        /** Not known: all figures are of the target as a whole. */
        NONE
    }

    private final RequestLog log;
    private final List<Sample> known;
    private final double[] sampledS;
    private final Source source;

    /**
     * @param log by intent
     * @param samples in their order
     */
    ReplicaCounts(RequestLog log, List<Sample> samples) {
        this.log = log;
        known = samples.stream().filter(sample -> sample.ready().isPresent()).toList();
        sampledS = known.stream().mapToDouble(Sample::seconds).toArray();
        source = !known.isEmpty() ? Source.METRICS : names(0, log.size()) > 0 ? Source.ANSWERS : Source.NONE;
    }

    Source source() {
        return source;
    }

    /**
     * The mean over a stretch of time; 1 if the target counts as a whole, empty if it is not known, or there was none.
     *
     * @param fromRow the first request that was due in it
     * @param toRow the first that was due after it
     */
    OptionalDouble in(double fromS, double toS, int fromRow, int toRow) {
        double count =
                switch (source) {
                    case METRICS -> ready(fromS, toS);
                    case ANSWERS -> names(fromRow, toRow);
                    case NONE -> 1;
                };
        return count > 0 ? OptionalDouble.of(count) : OptionalDouble.empty();
    }

    /** Between two samples the earlier one holds; before the first, the first. */
    private double ready(double fromS, double toS) {
        int found = Arrays.binarySearch(sampledS, fromS);
        double sum = 0;
        for (int i = Math.max(0, found >= 0 ? found : -found - 2); i < known.size(); i++) {
            double begins = i == 0 ? 0 : sampledS[i];
            double ends = i + 1 < known.size() ? sampledS[i + 1] : Double.POSITIVE_INFINITY;
            if (begins >= toS) {
                break;
            }
            sum += (Math.min(ends, toS) - Math.max(begins, fromS))
                    * known.get(i).ready().orElseThrow();
        }
        return sum / (toS - fromS);
    }

    private int names(int fromRow, int toRow) {
        Set<String> names = new HashSet<>();
        for (int row = fromRow; row < toRow; row++) {
            if (log.outcome(row) == Outcome.SUCCEEDED) {
                log.replica(row).ifPresent(names::add);
            }
        }
        return names.size();
    }
}
