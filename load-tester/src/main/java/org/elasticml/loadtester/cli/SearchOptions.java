package org.elasticml.loadtester.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.report.Figures;
import org.elasticml.loadtester.search.RateSearch;
import org.elasticml.loadtester.search.SearchLimits;
import org.elasticml.loadtester.search.Slo;
import org.elasticml.loadtester.search.TrialPlan;
import picocli.CommandLine.Option;

/** What is searched, where, and how. */
final class SearchOptions {
    /** Fewer in a window say nothing of a percentile. */
    private static final int LEAST_REQUESTS = 10;

    private static final double MAX_SECONDS = 3600;
    private static final double NANOS_PER_SECOND = 1e9;

    @Option(
            names = "--slo",
            paramLabel = "'p99<500ms,errors<1%'",
            description = "What has to hold; thresholds of p50, p90, p95, p99, max, mean, errors, refused, failed and"
                    + " attainment (default: p99<{SLO_MS}ms,errors<1%%).")
    Optional<String> slo;

    @Option(
            names = "--from",
            paramLabel = "R",
            description = "The first rate, in requests per second (default: half of --to, else half of what 16 users"
                    + " get in 5 s, closed loop).")
    Optional<Double> from;

    @Option(names = "--to", paramLabel = "R", description = "The highest rate to try (default: none).")
    Optional<Double> to;

    @Option(
            names = "--window",
            paramLabel = "S",
            defaultValue = "60",
            description = "Seconds of a trial that count (default: ${DEFAULT-VALUE}). If latencies rise through them,"
                    + " another window follows, three at most.")
    double windowS;

    @Option(
            names = "--settle",
            paramLabel = "S",
            defaultValue = "5",
            description = "Seconds before, which do not (default: ${DEFAULT-VALUE}).")
    double settleS;

    @Option(
            names = "--precision",
            paramLabel = "P%",
            defaultValue = "2%",
            description = "How far apart the rate that holds and the rate that is missed may be (default: 2%%).")
    Percentage precision;

    @Option(
            names = "--arrivals",
            paramLabel = "poisson|uniform|burst|barazmoon",
            defaultValue = "poisson",
            description = "How requests are spread over time (default: ${DEFAULT-VALUE}).")
    Arrivals arrivals;

    @Option(names = "--keep", description = "Keep the requests and the report of each trial.")
    boolean keep;

    /**
     * @throws CommandException naming the option that is out of range
     */
    void check() throws CommandException {
        Usage.require(windowS >= 1 && windowS <= MAX_SECONDS, "--window is from 1 to 3600 seconds");
        Usage.require(settleS >= 0 && settleS <= MAX_SECONDS, "--settle is from 0 to 3600 seconds");
        requireRate("--from", from);
        requireRate("--to", to);
        Usage.require(
                from.isEmpty() || to.isEmpty() || from.get() <= to.get(),
                "--from is above --to: there is nothing to search");
        Usage.require(precision.share() >= 0.001 && precision.share() <= 0.5, "--precision is from 0.1% to 50%");
    }

    private void requireRate(String name, Optional<Double> rate) throws CommandException {
        Usage.require(
                rate.isEmpty() || rate.get() >= lowest() && rate.get() <= Workload.MAX_RATE_PER_SECOND,
                String.format(
                        Locale.ROOT,
                        "%s is from %s (%d requests a window) to %.0f requests per second",
                        name,
                        Figures.trimmed(lowest()),
                        LEAST_REQUESTS,
                        Workload.MAX_RATE_PER_SECOND));
    }

    private double lowest() {
        return Math.ceil(1000 * LEAST_REQUESTS / windowS) / 1000;
    }

    /**
     * @throws CommandException saying what is accepted
     */
    Slo slo(double sloMs) throws CommandException {
        try {
            return Slo.parse(slo.orElse("p99<" + Figures.trimmed(sloMs) + "ms,errors<1%"), sloMs);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--slo: " + e.getMessage());
        }
    }

    /**
     * @param measured a rate to begin with, unless one was given
     */
    SearchLimits limits(OptionalDouble measured) {
        double highest = to.orElse(Workload.MAX_RATE_PER_SECOND);
        double first = from.orElseGet(
                () -> Math.min(highest, Math.max(lowest(), RateSearch.rounded(measured.orElse(to.orElse(2.0) / 2)))));
        return new SearchLimits(first, lowest(), highest, precision.share());
    }

    TrialPlan trial(double rate, long seed, TargetOptions target) {
        return new TrialPlan(
                rate,
                arrivals,
                seed,
                nanos(settleS),
                nanos(windowS),
                target.timeout().toNanos());
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * NANOS_PER_SECOND);
    }

    Map<String, String> settings(Slo slo, SessionOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("slo", slo.text());
        from.ifPresent(rate -> settings.put("from", String.valueOf(rate)));
        to.ifPresent(rate -> settings.put("to", String.valueOf(rate)));
        settings.put("window", Figures.trimmed(windowS));
        settings.put("settle", Figures.trimmed(settleS));
        settings.put("precision", Figures.plain(100 * precision.share()) + "%");
        settings.put("arrivals", arrivals.name().toLowerCase(Locale.ROOT));
        settings.put("seed", String.valueOf(options.target.seed));
        settings.put("slo-ms", Figures.trimmed(options.judge.sloMs));
        settings.put("timeout-s", Figures.trimmed(options.target.timeoutS));
        settings.put("max-lag", Figures.trimmed(options.judge.maxLagMs));
        return settings;
    }
}
