package org.elasticml.core.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Requests per second, one number for each second. Immutable.
 *
 * <p>As text, one of two; in both, from a {@code #} to the end of its line is a comment.
 *
 * <ul>
 *   <li>Numbers separated by any white space.
 *   <li>A table (CSV): columns separated by semicolons, commas or, if it has a header, tabs, whichever its first line
 *       has; fields may be in double quotes. A header names a column of times ({@code time}, {@code timestamp},
 *       {@code second} …) and one of rates ({@code rate}, {@code rps}, {@code qps} …) or, if there is none, of counts
 *       ({@code count}, {@code requests} …); others are ignored. Without a header there are two columns, time and rate.
 *       Times are seconds, as decimals, and increase; the first is the workload's start, so that it may be any date. A
 *       rate holds until the next time, a count is spread evenly until then; the last row lasts as long as the row
 *       before it, a single row a second. Where a rate changes within a second, the second gets its mean.
 * </ul>
 */
public final class Workload {
    /** More than any one machine generates; what is above it is a typing error, not a plan. */
    public static final double MAX_RATE_PER_SECOND = 10_000_000;

    /** Eleven days: a longer file is not a workload either. */
    public static final int MAX_SECONDS = 1_000_000;

    private final double[] ratesPerSecond;

    private Workload(double[] ratesPerSecond) {
        this.ratesPerSecond = ratesPerSecond;
    }

    /**
     * @param ratesPerSecond requests per second, at least one number, each from 0 to {@link #MAX_RATE_PER_SECOND}
     * @throws IllegalArgumentException if there is none, or one is out of range
     */
    public static Workload of(double... ratesPerSecond) {
        if (ratesPerSecond.length == 0) {
            throw new IllegalArgumentException("a workload needs at least one rate");
        }
        for (double rate : ratesPerSecond) {
            if (!isRate(rate)) {
                throw new IllegalArgumentException(rate + " is not a rate per second from 0 to " + maxRate());
            }
        }
        return new Workload(ratesPerSecond.clone());
    }

    /**
     * @param name what to call the text in an error, usually its file name
     * @param lines numbers or a table, see above
     * @throws WorkloadFormatException naming the line and what is wrong with it, or saying that there are no rates
     */
    public static Workload parse(String name, List<String> lines) throws WorkloadFormatException {
        return new Workload(WorkloadText.parse(name, lines));
    }

    static boolean isRate(double rate) {
        return rate >= 0 && rate <= MAX_RATE_PER_SECOND;
    }

    static String maxRate() {
        return String.format(Locale.ROOT, "%.0f", MAX_RATE_PER_SECOND);
    }

    /** How long it lasts. */
    public int seconds() {
        return ratesPerSecond.length;
    }

    /** Requests per second asked during the given second, counted from 0. */
    public double ratePerSecond(int second) {
        return ratesPerSecond[second];
    }

    /** The highest rate of any second. */
    public double peakPerSecond() {
        return Arrays.stream(ratesPerSecond).max().orElseThrow();
    }

    /** The expected number of requests: the sum over all seconds. */
    public double requests() {
        return Arrays.stream(ratesPerSecond).sum();
    }

    /**
     * Every rate times {@code factor}.
     *
     * @throws IllegalArgumentException if a rate leaves its range
     */
    public Workload scaled(double factor) {
        return of(scaledRates(factor));
    }

    private double[] scaledRates(double factor) {
        return Arrays.stream(ratesPerSecond).map(rate -> rate * factor).toArray();
    }

    /**
     * The same requests in 1/{@code speed} of the time: the rate at t is that at t·{@code speed}, times {@code speed},
     * and each second gets its integral. So the sum of all rates is kept, but for rounding errors; of that, what comes
     * in a last, incomplete second (7 s at speed 2 end in half a second) is spread over the whole of it.
     *
     * @param speed from 0.000001 to 1000000; below 1 it plays more slowly
     * @throws IllegalArgumentException if it is not, or a rate leaves its range, or it would last too long
     */
    public Workload faster(double speed) {
        if (!(speed >= 1 / MAX_SPEED && speed <= MAX_SPEED)) {
            throw new IllegalArgumentException(speed + " is not a speed from 0.000001 to 1000000");
        }
        if (PiecewiseRates.wholeSeconds(seconds() / speed) > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    seconds() + " s at speed " + speed + " would last more than " + MAX_SECONDS + " s");
        }
        double[] bounds = new double[seconds() + 1];
        Arrays.setAll(bounds, second -> second / speed);
        return of(PiecewiseRates.perSecond(bounds, scaledRates(speed)));
    }

    private static final double MAX_SPEED = 1_000_000;

    /**
     * The seconds from {@code from}, at most {@code seconds} of them.
     *
     * @throws IllegalArgumentException if nothing is left
     */
    public Workload window(int from, int seconds) {
        if (from < 0 || from >= seconds() || seconds < 1) {
            throw new IllegalArgumentException("no seconds from " + from + " on, at most " + seconds
                    + " of them, in a workload of " + seconds() + " s");
        }
        return new Workload(Arrays.copyOfRange(ratesPerSecond, from, from + Math.min(seconds() - from, seconds)));
    }

    /**
     * The second at which the steepest rise begins: where the mean of the {@value #RISE_SECONDS} s that follow exceeds
     * the mean of the {@value #RISE_SECONDS} s before by most. The first of them, if there are several; 0 if the
     * workload is shorter than twice that.
     */
    public int steepestRise() {
        int best = 0;
        double bestRise = Double.NEGATIVE_INFINITY;
        for (int second = RISE_SECONDS; second + RISE_SECONDS <= seconds(); second++) {
            double rise = sum(second, second + RISE_SECONDS) - sum(second - RISE_SECONDS, second);
            if (rise > bestRise) {
                bestRise = rise;
                best = second;
            }
        }
        return best;
    }

    private static final int RISE_SECONDS = 10;

    /**
     * As text that {@link #parse} reads back as the same workload: a number a line, below {@code comment}.
     *
     * @param comment what it is, in one line or several
     */
    public String text(String comment) {
        return WorkloadText.write(comment, Arrays.stream(ratesPerSecond));
    }

    private double sum(int from, int to) {
        return Arrays.stream(ratesPerSecond, from, to).sum();
    }
}
