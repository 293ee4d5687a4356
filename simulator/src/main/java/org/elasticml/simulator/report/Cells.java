package org.elasticml.simulator.report;

import java.util.Locale;
import org.elasticml.loadtester.report.Figures;
import org.elasticml.simulator.figures.Estimate;

/** Estimates for a reader: the mean, and half of the interval's width if there is one. */
final class Cells {
    private static final double PERCENT = 100;

    private Cells() {}

    static String of(Estimate estimate, String format) {
        return of(estimate, 1, format);
    }

    /** In percent, without the sign. */
    static String percent(Estimate share) {
        return of(share, PERCENT, "%.2f");
    }

    /** Of something that is counted, but may not be the same with each seed. */
    static String count(Estimate count) {
        boolean isSame = !count.hasInterval() || count.halfWidth() == 0;
        return isSame ? String.format(Locale.ROOT, "%,.0f", count.mean()) : of(count, "%,.1f");
    }

    private static String of(Estimate estimate, double factor, String format) {
        if (!estimate.hasMean()) {
            return Figures.NONE;
        }
        String mean = String.format(Locale.ROOT, format, factor * estimate.mean());
        return estimate.hasInterval()
                ? mean + " ±" + String.format(Locale.ROOT, format, factor * estimate.halfWidth())
                : mean;
    }
}
