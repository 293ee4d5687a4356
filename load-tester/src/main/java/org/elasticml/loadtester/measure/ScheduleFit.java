package org.elasticml.loadtester.measure;

import java.util.Arrays;
import java.util.Optional;
import org.elasticml.core.workload.KolmogorovSmirnov;
import org.elasticml.core.workload.Workload;

/**
 * How well arrivals that should be Poisson's follow the workload, by the Kolmogorov–Smirnov test.
 *
 * @param intended the instants at which requests were due
 * @param sent those at which they were written: what a late sender does to the schedule shows here
 */
public record ScheduleFit(KolmogorovSmirnov intended, KolmogorovSmirnov sent) {
    private static final double LEVEL = 0.05;

    /**
     * Empty if nothing was written.
     *
     * @param asked what the requests were drawn from, as a Poisson process
     */
    public static Optional<ScheduleFit> of(Workload asked, RequestLog log) {
        RequestLog records = log.byIntent();
        long[] intended = new long[records.size()];
        Arrays.setAll(intended, records::intendedNanos);
        Longs sent = new Longs();
        for (int row = 0; row < records.size(); row++) {
            records.sentNanos(row).ifPresent(sent::add);
        }
        long[] sorted = sent.toArray();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new ScheduleFit(test(asked, intended), test(asked, sorted)));
    }

    private static KolmogorovSmirnov test(Workload asked, long[] nanos) {
        return KolmogorovSmirnov.of(asked, Arrays.stream(nanos).iterator());
    }

    /** Whether the intended gaps pass at 5 %. */
    public boolean intendedFits() {
        return !intended.rejectedAt(LEVEL);
    }
}
