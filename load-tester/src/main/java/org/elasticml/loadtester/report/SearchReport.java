package org.elasticml.loadtester.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.elasticml.loadtester.search.Bracket;
import org.elasticml.loadtester.search.SearchLimits;

/**
 * All there is to show of a search.
 *
 * @param slo as it was typed
 * @param sloLatency which latency it is about, as in "p99"
 * @param sloLatencyMs its limit
 * @param ended why the search ended before it was done; empty if it was
 */
public record SearchReport(
        RunInfo run,
        String slo,
        String sloLatency,
        double sloLatencyMs,
        SearchLimits limits,
        Bracket bracket,
        List<TrialResult> trials,
        String ended) {

    /** What it comes to, in a sentence or two. */
    public String answer() {
        return slo + " " + found() + (ended.isEmpty() ? "" : ". The search ended before it was done: " + ended) + ".";
    }

    private String found() {
        if (bracket.holdsAt().isPresent()) {
            return "holds at " + rate(bracket.holdsAt().getAsDouble()) + perReplica() + "; " + above();
        }
        return bracket.missesAt().isPresent()
                ? "holds at no rate that was tried; it is missed from "
                        + rate(bracket.missesAt().getAsDouble()) + " on"
                        + (ended.isEmpty() ? ", the lowest that is tried (ten requests a window)" : "")
                : "was not decided at any rate";
    }

    private String above() {
        if (bracket.missesAt().isPresent()) {
            return "it is missed from " + rate(bracket.missesAt().getAsDouble()) + " on"
                    + String.format(Locale.ROOT, " (%.1f %% more)", percentMore());
        }
        return ended.isEmpty() ? "no higher rate was to be tried (--to)" : "no rate is known at which it is missed";
    }

    private double percentMore() {
        return 100 * (bracket.missesAt().orElseThrow() / bracket.holdsAt().orElseThrow() - 1);
    }

    private String perReplica() {
        OptionalDouble each = perReplicaRps();
        if (each.isEmpty()) {
            return "";
        }
        double replicas = replicas().orElseThrow();
        return replicas == 1
                ? " with one replica"
                : " (" + rate(each.getAsDouble()) + " for each of " + Figures.plain(replicas) + " replicas)";
    }

    /** In the trials at the highest rate that held, in the mean; empty if that is not known. */
    public OptionalDouble replicas() {
        return trials.stream()
                .filter(trial -> bracket.holdsAt().isPresent()
                        && trial.rate() == bracket.holdsAt().getAsDouble())
                .map(TrialResult::replicas)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }

    OptionalDouble perReplicaRps() {
        OptionalDouble replicas = replicas();
        return replicas.isPresent() && replicas.getAsDouble() > 0
                ? OptionalDouble.of(bracket.holdsAt().orElseThrow() / replicas.getAsDouble())
                : OptionalDouble.empty();
    }

    double seconds() {
        return trials.stream().mapToDouble(TrialResult::seconds).sum();
    }

    /** With its unit. */
    public static String rate(double perSecond) {
        return number(perSecond) + "/s";
    }

    /** Four digits at least: as it can be typed again. */
    static String number(double perSecond) {
        return new BigDecimal(perSecond)
                .round(new MathContext(perSecond < 1000 ? 4 : 6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
