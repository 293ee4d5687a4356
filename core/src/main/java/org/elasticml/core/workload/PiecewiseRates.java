package org.elasticml.core.workload;

/** A rate that changes at any instants, brought to one number a second. */
final class PiecewiseRates {
    /** By how much a duration may exceed whole seconds and still be taken for rounding. */
    private static final double ROUNDING_SECONDS = 1e-6;

    private PiecewiseRates() {}

    /** How many seconds it takes to play so long. */
    static int wholeSeconds(double durationSeconds) {
        return Math.max(1, (int) Math.ceil(durationSeconds - ROUNDING_SECONDS));
    }

    /**
     * The integral of the rate over each second, so that the sum stays what it was. What a last, incomplete second
     * holds is spread over the whole of it.
     *
     * @param bounds seconds, from 0 on, not decreasing; one more than there are rates
     * @param rates rate i holds from bound i to bound i + 1
     */
    static double[] perSecond(double[] bounds, double[] rates) {
        double[] perSecond = new double[wholeSeconds(bounds[rates.length])];
        int last = perSecond.length - 1;
        for (int i = 0; i < rates.length; i++) {
            double from = bounds[i];
            while (from < bounds[i + 1]) {
                int second = Math.min((int) from, last);
                double to = second == last ? bounds[i + 1] : Math.min(second + 1.0, bounds[i + 1]);
                perSecond[second] += rates[i] * (to - from);
                from = to;
            }
        }
        return perSecond;
    }
}
