package org.elasticml.loadtester.measure.compare;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * By how much a deployment's figure differs from the baseline's.
 *
 * @param name of the deployment
 * @param percent more than the baseline's, in percent of it; of errors, in percentage points of requests. Empty if one of both
 *     is not known
 * @param within where it lies, with the confidence that {@link Differences} tells; empty if that can't be told, or if there is
 *     none
 * @param isNone of errors: neither the deployment nor the baseline had any
 */
public record Difference(
        String name, ComparedFigure figure, OptionalDouble percent, Optional<Range> within, boolean isNone) {

    private static final double ALL = 100;

    /** From the one to the other, both included. */
    public record Range(double low, double high) {}

    static Difference none(String name) {
        return new Difference(name, ComparedFigure.ERRORS, OptionalDouble.of(0), Optional.empty(), true);
    }

    static Difference of(String name, ComparedFigure figure, Estimate estimate, double confidence) {
        if (!Double.isFinite(estimate.value())) {
            return new Difference(name, figure, OptionalDouble.empty(), Optional.empty(), false);
        }
        OptionalDouble percent = OptionalDouble.of(figure.percent(estimate.value()));
        if (!estimate.isKnown()) {
            return new Difference(name, figure, percent, Optional.empty(), false);
        }
        double margin = estimate.margin(confidence);
        double low = figure.percent(estimate.value() - margin);
        double high = figure.percent(estimate.value() + margin);
        return new Difference(
                name,
                figure,
                percent,
                Optional.of(figure == ComparedFigure.ERRORS ? shares(low, high) : new Range(low, high)),
                false);
    }

    /** Shares of requests can't differ by more than all of them. */
    private static Range shares(double low, double high) {
        return new Range(Math.max(-ALL, low), Math.min(ALL, high));
    }

    /** Whether all of the interval is above 0. */
    public boolean isMore() {
        return within.filter(range -> range.low() > 0).isPresent();
    }

    /** Whether all of the interval is below 0. */
    public boolean isLess() {
        return within.filter(range -> range.high() < 0).isPresent();
    }

    /** Slower, less throughput, or more errors than the baseline. */
    public boolean isWorse() {
        return figure == ComparedFigure.THROUGHPUT ? isLess() : isMore();
    }

    /** Faster, more throughput, or fewer errors than the baseline. */
    public boolean isBetter() {
        return figure == ComparedFigure.THROUGHPUT ? isMore() : isLess();
    }

    /** What the interval shows, in a word or some. */
    public String word() {
        if (within.isEmpty()) {
            return isNone ? "none" : "not known";
        }
        return isMore() ? figure.moreWord() : isLess() ? figure.lessWord() : "no difference shown";
    }
}
