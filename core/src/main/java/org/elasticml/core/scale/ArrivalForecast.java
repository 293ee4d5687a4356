package org.elasticml.core.scale;

import java.util.ArrayList;
import java.util.List;

/**
 * The arrival rate now and in a while, from a counter that is read every second or so. A straight line is fitted to the
 * counts of the last minute, by least squares; its slope counts only so far as Poisson noise does not explain it. When the
 * newest counts are a surprise to that line, what was before them is forgotten: so a surge is seen with the first count or
 * the second, and noise is averaged over a minute.
 *
 * <p>The surprise is the signed root of the Poisson deviance, z = ±√(2·(n·ln(n/e) − (n − e))) for n arrivals where e were
 * expected, close to a standard normal (McCullagh and Nelder, "Generalized Linear Models", 1989, section 2.4), less for
 * the expectation being an estimate; it is asked of the newest 1, 2, 3, 4, 6, 9 … counts, up to half of all.
 */
final class ArrivalForecast {
    /** Longer averages better and follows later. */
    private static final double WINDOW_SECONDS = 60;

    /** In standard deviations: chance alone exceeds it once in 300,000 looks. */
    private static final double SURPRISE = 4.5;

    /** A slope of less than so many of its standard errors is none, one of more is shrunk towards none. */
    private static final double SLOPE_ERRORS = 1;

    /** A line needs so many readings. */
    private static final int LINE_READINGS = 20;

    /** After a surge began, which may be the foot of a slope. */
    private static final int SURGE_LINE_READINGS = 5;

    /** For so long after a surge began, it is expected to go on as it began: no line can be fitted yet. */
    private static final double YOUNG_SECONDS = 4;

    /** A surge is never taken to have come within less: its first count does not tell how steep it is. */
    private static final double STEEPEST_SECONDS = 2;

    /** Whatever the trend, no more than so many times the present rate is expected. */
    private static final double MOST_GROWTH = 1.5;

    private record Reading(double seconds, double total) {
        double perSecondSince(Reading before) {
            return (total - before.total) / (seconds - before.seconds);
        }
    }

    private final List<Reading> readings = new ArrayList<>();
    private double slope;
    private double slopeError;
    private double growthFrom = Double.NaN;

    /** Later than the one before, and no less. */
    void add(double seconds, double total) {
        readings.add(new Reading(seconds, total));
        while (readings.size() > 2 && readings.get(1).seconds() <= seconds - WINDOW_SECONDS) {
            readings.remove(0);
        }
        fit();
        int change = mostSurprising();
        if (change > 0) {
            double before = readings.get(change).perSecondSince(first());
            growthFrom = last().perSecondSince(readings.get(change)) > before ? before : Double.NaN;
            readings.subList(0, change).clear();
            fit();
        }
    }

    boolean isKnown() {
        return readings.size() > 1;
    }

    void clear() {
        readings.clear();
        growthFrom = Double.NaN;
    }

    /** Requests a second, now. */
    double perSecond() {
        return Math.max(0, mean() + slope * age() / 2);
    }

    /** Standard error of {@link #perSecondIn}: of the level, twice as large at the end of a line, and of the slope over that time. */
    double errorIn(double seconds) {
        double level = Math.sqrt(poissonVariance(last()) / age());
        return Math.hypot(slope == 0 ? level : 2 * level, slopeError * seconds);
    }

    /** A second; not 0 where none came. */
    private double poissonVariance(Reading until) {
        return Math.max(until.perSecondSince(first()), 1 / (until.seconds() - first().seconds()));
    }

    /** Requests a second, in so many seconds; not less than now, unless they are becoming fewer. */
    double perSecondIn(double seconds) {
        return grown(slope, seconds);
    }

    /** The same, should a surge that has just begun go on as it began; 0 if there is none. */
    double surgePerSecondIn(double seconds) {
        boolean isSurging = !Double.isNaN(growthFrom) && age() <= YOUNG_SECONDS;
        return isSurging ? grown((mean() - growthFrom) / Math.max(STEEPEST_SECONDS, age()), seconds) : 0;
    }

    private double grown(double growth, double seconds) {
        return perSecond() + Math.min((MOST_GROWTH - 1) * perSecond(), Math.max(0, growth) * seconds);
    }

    private Reading first() {
        return readings.get(0);
    }

    private Reading last() {
        return readings.get(readings.size() - 1);
    }

    private double age() {
        return last().seconds() - first().seconds();
    }

    private double mean() {
        return last().perSecondSince(first());
    }

    private void fit() {
        Line line = line(readings.size() - 1);
        slope = line.slope;
        slopeError = line.error;
    }

    /** @param error of the slope before it is shrunk */
    private record Line(double slope, double error) {
        static final Line FLAT = new Line(0, 0);
    }

    /**
     * Requests a second more each second, up to that reading; what exceeds the noise, by the positive-part James–Stein
     * rule.
     */
    private Line line(int last) {
        boolean isAfterSurge = !Double.isNaN(growthFrom);
        if (last + 1 < (isAfterSurge ? SURGE_LINE_READINGS : LINE_READINGS)) {
            return Line.FLAT;
        }
        Reading newest = readings.get(last);
        double middle = (first().seconds() + newest.seconds()) / 2;
        double moment = 0;
        double spread = 0;
        for (int i = 1; i <= last; i++) {
            Reading from = readings.get(i - 1);
            Reading to = readings.get(i);
            double away = (from.seconds() + to.seconds()) / 2 - middle;
            moment += away * (to.total() - from.total());
            spread += away * away * (to.seconds() - from.seconds());
        }
        double variance = poissonVariance(newest) / spread;
        double fitted = moment / spread;
        double kept = Math.max(0, 1 - SLOPE_ERRORS * SLOPE_ERRORS * variance / (fitted * fitted));
        return new Line(fitted * kept, last + 1 < LINE_READINGS ? 0 : Math.sqrt(variance));
    }

    /** The reading since which counts surprise most, or 0 if none do. */
    private int mostSurprising() {
        int newest = readings.size() - 1;
        double most = SURPRISE;
        int change = 0;
        for (int back = 1; back <= newest / 2; back = Math.max(back + 1, back * 3 / 2)) {
            double surprise = surpriseSince(newest - back);
            if (surprise > most) {
                most = surprise;
                change = newest - back;
            }
        }
        return change;
    }

    /** Of the two explanations, that the rate is what it was before and that it goes on as a line, the better counts. */
    private double surpriseSince(int index) {
        Reading from = readings.get(index);
        double seconds = last().seconds() - from.seconds();
        double older = from.seconds() - first().seconds();
        double count = last().total() - from.total();
        double estimated = 1 + seconds / older;
        double mean = from.perSecondSince(first());
        double byMean = surprise(count, mean * seconds, estimated);
        double before = line(index).slope;
        if (before == 0) {
            return byMean;
        }
        double byLine = surprise(count, Math.max(0, mean + before * (older + seconds) / 2) * seconds, estimated);
        return Math.min(byMean, byLine);
    }

    /** |z|, with the variance of the count {@code inflated} by that of what is expected. */
    private static double surprise(double count, double expected, double inflated) {
        double some = Math.max(expected, 1e-3);
        double deviance = count == 0 ? some : count * Math.log(count / some) - (count - some);
        return Math.sqrt(2 * Math.max(0, deviance) / inflated);
    }
}
