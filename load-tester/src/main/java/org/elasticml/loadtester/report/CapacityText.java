package org.elasticml.loadtester.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.elasticml.loadtester.measure.capacity.BreakingPoint;
import org.elasticml.loadtester.measure.capacity.Capacity;
import org.elasticml.loadtester.measure.capacity.Stretch;
import org.elasticml.loadtester.measure.capacity.Throughput;

/** Advice on capacity in words; every number says where it comes from. */
final class CapacityText {
    static final String TITLE = "How much load replicas take";

    private static final String STRETCHES = " stretches of " + Figures.trimmed(Stretch.SECONDS) + " s";

    private final Capacity capacity;
    private final String each;

    private CapacityText(Capacity capacity) {
        this.capacity = capacity;
        each = capacity.replicas().isPresent() ? " requests/s a replica" : " requests/s of the whole target";
    }

    /** Labels and values. */
    static List<List<String>> rows(Capacity capacity) {
        CapacityText text = new CapacityText(capacity);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "p95 breaks",
                capacity.p95Breaks()
                        .map(text::breaks)
                        .orElse("not known: a closed loop asks for no rate; replay and shape show it")));
        rows.add(List.of(
                capacity.replicas().isPresent() ? "one replica" : "the target", text.throughput() + text.replicas()));
        if (!capacity.needs().isEmpty()) {
            rows.add(List.of("replicas needed", text.needs()));
        }
        return rows;
    }

    private String breaks(BreakingPoint point) {
        String low = point.low().isPresent() ? rate(point.low().getAsDouble()) : "";
        String high = point.high().isPresent() ? rate(point.high().getAsDouble()) : "";
        return switch (point.kind()) {
            case AGENT_DIED -> "not known: an agent died, and what it sent is not known";
            case UNKNOWN -> "not known: in no" + STRETCHES + " were there requests enough and known replicas";
            case ABOVE -> "above " + low + each + counts(point);
            case BELOW -> "below " + high + each + counts(point);
            case PARTED ->
                point.overlaps()
                        ? "at about " + rate(point.rate().orElseThrow()) + each + ", though some broke from " + low
                                + " on and some held up to " + high + counts(point)
                        : "between " + low + " and " + high + each + ", at about "
                                + rate(point.rate().orElseThrow()) + counts(point);
            case MIXED -> "not known: some broke from " + low + each + " on, some held up to " + high + counts(point);
        };
    }

    private static String counts(BreakingPoint point) {
        return " (" + STRETCHES.strip() + ": " + point.held() + " held, " + point.broke() + " broke"
                + (point.misplaced() > 0 ? ", " + point.misplaced() + " of them on the wrong side" : "")
                + (point.leftOut() > 0 ? ", " + point.leftOut() + " left out" : "") + ")";
    }

    private String throughput() {
        if (capacity.throughput().isEmpty()) {
            return "not known: " + whyNone();
        }
        Throughput throughput = capacity.throughput().get();
        String rate = rate(throughput.perReplica()) + " requests/s";
        return switch (throughput.basis()) {
            case HELD -> rate + (throughput.lowerBound() ? " or more: " + whyMore() : ", the most at which p95 held");
            case SATURATION ->
                String.format(
                        Locale.ROOT,
                        "%s%s: closed loop, %.1f in flight each",
                        rate,
                        throughput.lowerBound() ? " or more" : "",
                        capacity.inFlightPerReplica().orElseThrow());
        };
    }

    private String whyNone() {
        if (noneReady()) {
            return "no replica was ready";
        }
        if (capacity.p95Breaks().isEmpty()) {
            return "nothing succeeded";
        }
        BreakingPoint point = capacity.p95Breaks().get();
        return switch (point.kind()) {
            case AGENT_DIED, UNKNOWN -> "it is not known where p95 breaks";
            case BELOW, ABOVE -> "p95 held nowhere";
            case PARTED, MIXED -> "p95 held nowhere below " + rate(point.low().orElseThrow()) + each;
        };
    }

    /** As metrics tell, all the time. */
    private boolean noneReady() {
        return capacity.replicasSampled() && capacity.replicas().isEmpty();
    }

    private String whyMore() {
        boolean mixed = capacity.p95Breaks()
                .filter(point -> point.kind() == BreakingPoint.Kind.MIXED)
                .isPresent();
        return mixed ? "up to there p95 always held" : "no more was asked for";
    }

    private String replicas() {
        if (noneReady()) {
            return " (as metrics tell)";
        }
        if (capacity.replicas().isEmpty()) {
            return " (how many replicas there are is not known: no --metrics, and no answer names one)";
        }
        return String.format(
                Locale.ROOT,
                " (%.2f replicas in the mean, as %s)",
                capacity.replicas().getAsDouble(),
                capacity.replicasSampled() ? "metrics tell" : "answers name them");
    }

    private String needs() {
        String rates = capacity.needs().stream()
                .map(need -> (need.replicas().isPresent() ? need.replicas().getAsInt() + " for " : "")
                        + rate(need.rate()) + "/s")
                .collect(Collectors.joining(", "));
        if (capacity.needs().get(0).replicas().isEmpty()) {
            return "not known for " + rates;
        }
        boolean atMost = capacity.throughput().orElseThrow().lowerBound();
        return (atMost ? "at most " : "") + rates + ", with a margin of "
                + Figures.plain(100 * capacity.aim().margin()) + " %";
    }

    private static String rate(double perSecond) {
        return Figures.number(perSecond);
    }
}
