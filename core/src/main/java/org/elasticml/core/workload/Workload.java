package org.elasticml.core.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Requests per second, one number for each second. Immutable.
 *
 * <p>As text: numbers separated by any white space; from a {@code #} to the end of its line is a comment.
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
     * @throws WorkloadFormatException naming the line and the value that is not a rate, or saying that there is none
     */
    public static Workload parse(String name, List<String> lines) throws WorkloadFormatException {
        double[] rates = new double[64];
        int seconds = 0;
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).replaceFirst("#.*", "").strip();
            if (text.isEmpty()) {
                continue;
            }
            for (String word : text.split("\\s+")) {
                if (seconds == MAX_SECONDS) {
                    throw new WorkloadFormatException(
                            name + ", line " + (i + 1) + ": more than " + MAX_SECONDS + " seconds");
                }
                if (seconds == rates.length) {
                    rates = Arrays.copyOf(rates, 2 * seconds);
                }
                rates[seconds++] = rate(name, i + 1, word);
            }
        }
        if (seconds == 0) {
            throw new WorkloadFormatException(name + " holds no rates; it needs one number a second, as in '12.5'");
        }
        return new Workload(Arrays.copyOf(rates, seconds));
    }

    private static double rate(String name, int line, String word) throws WorkloadFormatException {
        double rate;
        try {
            rate = Double.parseDouble(word);
        } catch (NumberFormatException e) {
            rate = Double.NaN;
        }
        if (!isRate(rate)) {
            throw new WorkloadFormatException(
                    name + ", line " + line + ": '" + word + "' is not a rate per second from 0 to " + maxRate());
        }
        return rate;
    }

    private static boolean isRate(double rate) {
        return rate >= 0 && rate <= MAX_RATE_PER_SECOND;
    }

    private static String maxRate() {
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
        return of(Arrays.stream(ratesPerSecond).map(rate -> rate * factor).toArray());
    }

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
        return new Workload(Arrays.copyOfRange(ratesPerSecond, from, Math.min(seconds(), from + seconds)));
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

    private double sum(int from, int to) {
        return Arrays.stream(ratesPerSecond, from, to).sum();
    }
}
