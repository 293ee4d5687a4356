package org.elasticml.loadtester.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What a {@link Threshold} can be about. */
public enum ThresholdMetric {
    P50(Kind.TIME, latency(Latency::p50)),
    P90(Kind.TIME, latency(Latency::p90)),
    P95(Kind.TIME, latency(Latency::p95)),
    P99(Kind.TIME, latency(Latency::p99)),
    MAX(Kind.TIME, latency(Latency::max)),
    MEAN(Kind.TIME, latency(Latency::mean)),
    /** Of all that were sent, those that succeeded within the SLO. */
    ATTAINMENT(Kind.SHARE, summary -> OptionalDouble.of(summary.requests() - summary.sloViolations())),
    REFUSED(Kind.COUNT, summary -> OptionalDouble.of(summary.refused())),
    FAILED(Kind.COUNT, summary -> OptionalDouble.of(summary.failed())),
    /** Refused or failed. */
    ERRORS(Kind.COUNT, summary -> OptionalDouble.of(summary.refused() + summary.failed())),
    THROUGHPUT(Kind.RATE, summary -> OptionalDouble.of(summary.throughputRps())),
    /** The 99th percentile of how late requests left. */
    LAG(Kind.TIME, summary -> optional(summary.scheduleLagMs().map(Lag::p99)));

    private enum Kind {
        TIME(List.of("ms", "s"), "and ms or s, as in 500ms", " ms"),
        SHARE(List.of("%"), "and %, as in 99%", " %"),
        COUNT(List.of("", "%"), "of requests, or with % a share of all, as in 10 or 0.1%", ""),
        RATE(List.of("", "/s"), "of requests a second, as in 100 or 100/s", "/s");

        private final List<String> units;
        private final String text;
        private final String suffix;

        Kind(List<String> units, String text, String suffix) {
            this.units = units;
            this.text = text;
            this.suffix = suffix;
        }
    }

    private static final double PERCENT = 100;

    private final Kind kind;
    private final Function<Summary, OptionalDouble> value;

    ThresholdMetric(Kind kind, Function<Summary, OptionalDouble> value) {
        this.kind = kind;
        this.value = value;
    }

    static Optional<ThresholdMetric> named(String word) {
        return Arrays.stream(values())
                .filter(metric -> metric.word().equals(word))
                .findFirst();
    }

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is a latency or a lag, in milliseconds. */
    public boolean isTime() {
        return kind == Kind.TIME;
    }

    List<String> units() {
        return kind.units;
    }

    String unitsText() {
        return kind.text;
    }

    String suffix() {
        return kind.suffix;
    }

    /** In milliseconds, requests or requests a second; with {@code percent} in percent of all requests. */
    public OptionalDouble value(Summary summary, boolean percent) {
        OptionalDouble plain = value.apply(summary);
        if (!percent || plain.isEmpty()) {
            return plain;
        }
        return summary.requests() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(PERCENT * plain.getAsDouble() / summary.requests());
    }

    private static Function<Summary, OptionalDouble> latency(Function<Latency, Double> value) {
        return summary -> optional(summary.latencyMs().map(value));
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
