package org.elasticml.loadtester.measure;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One figure of several runs of the same.
 *
 * @param key its name in files
 * @param runs how many of them have it
 */
public record RepeatFigure(String key, String title, String unit, int runs, Interval interval) {

    /** Those that any of the runs has. */
    public static List<RepeatFigure> of(List<Summary> runs) {
        return Stream.of(
                        latency("p50_ms", "p50", Latency::p50, runs),
                        latency("p95_ms", "p95", Latency::p95, runs),
                        latency("p99_ms", "p99", Latency::p99, runs),
                        figure("slo_attainment", "SLO attainment", "%", RepeatFigure::attainmentPercent, runs),
                        figure(
                                "throughput_rps",
                                "throughput",
                                "requests/s",
                                summary -> OptionalDouble.of(summary.throughputRps()),
                                runs),
                        figure("core_seconds", "cost", "core-seconds", Summary::coreSeconds, runs))
                .flatMap(List::stream)
                .toList();
    }

    private static OptionalDouble attainmentPercent(Summary summary) {
        OptionalDouble share = summary.sloAttainment();
        return share.isPresent() ? OptionalDouble.of(100 * share.getAsDouble()) : share;
    }

    private static List<RepeatFigure> latency(
            String key, String title, Function<Latency, Double> value, List<Summary> runs) {
        return figure(
                key,
                title,
                "ms",
                summary -> summary.latencyMs()
                        .map(latency -> OptionalDouble.of(value.apply(latency)))
                        .orElse(OptionalDouble.empty()),
                runs);
    }

    private static List<RepeatFigure> figure(
            String key, String title, String unit, Function<Summary, OptionalDouble> value, List<Summary> runs) {
        double[] values =
                runs.stream().flatMapToDouble(run -> value.apply(run).stream()).toArray();
        return values.length == 0
                ? List.of()
                : List.of(new RepeatFigure(key, title, unit, values.length, Bootstrap.mean(values)));
    }
}
