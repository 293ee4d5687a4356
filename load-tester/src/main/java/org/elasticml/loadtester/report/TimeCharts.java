package org.elasticml.loadtester.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.elasticml.loadtester.measure.Cost;
import org.elasticml.loadtester.measure.Sample;
import org.elasticml.loadtester.measure.Second;
import org.elasticml.loadtester.measure.Users;
import org.elasticml.loadtester.measure.resource.ResourceFigures;
import org.elasticml.loadtester.measure.resource.ResourceSeries;

/** The charts of a run over time; those that have nothing to show are left out. */
final class TimeCharts {
    private static final List<String> PROCESS_COLORS = List.of("blue", "orange", "green", "vermilion", "ink", "grey");

    /** Characters for which there is room at the end of a line. */
    private static final int MAX_LABEL = 15;

    /** A chart as SVG, and its heading. */
    record Titled(String title, String svg) {}

    private final Report report;
    private final List<Titled> charts = new ArrayList<>();

    private TimeCharts(Report report) {
        this.report = report;
    }

    static List<Titled> of(Report report) {
        TimeCharts charts = new TimeCharts(report);
        charts.addRates();
        charts.addLatencies();
        charts.addInFlight();
        charts.addQueue();
        charts.addReplicas();
        charts.addCost();
        charts.addResources();
        return charts.charts;
    }

    private void addRates() {
        TimeChart chart = chart("Requests per second", "requests/s");
        chart.rate("achieved", "blue", seconds(Second::sent));
        if (!report.isClosedLoop()) {
            chart.rate("asked", "ink", seconds(second -> second.askedRps().orElse(0)));
        }
        addIfAny(chart, "refused", "orange", seconds(Second::refused));
        addIfAny(chart, "failed", "vermilion", seconds(Second::failed));
        add("Requests per second", chart);
    }

    private static void addIfAny(TimeChart chart, String name, String color, double[] values) {
        if (Arrays.stream(values).anyMatch(value -> value > 0)) {
            chart.rate(name, color, values);
        }
    }

    private static void addLevelIfAny(TimeChart chart, String name, String color, double[] values) {
        if (Arrays.stream(values).anyMatch(value -> value > 0)) {
            chart.level(name, color, values);
        }
    }

    private void addLatencies() {
        if (report.summary().latencyMs().isEmpty()) {
            return;
        }
        double slo = report.summary().sloMs();
        String title = "Latency of succeeded requests due in each second";
        TimeChart chart = new TimeChart(
                        title, "ms, logarithmic", report.seconds().size(), Figures::millis)
                .logarithmic()
                .rule("SLO " + Figures.millis(slo), slo)
                .points("p95", "orange", millis(Second::p95Ms))
                .points("p99", "vermilion", millis(Second::p99Ms))
                .points("p50", "green", millis(Second::p50Ms));
        add(title, chart);
    }

    private void addInFlight() {
        TimeChart chart = chart("Requests in flight", "requests")
                .level(
                        "most",
                        "grey",
                        report.users().stream().mapToDouble(Users::max).toArray())
                .rate(
                        "mean",
                        "blue",
                        report.users().stream().mapToDouble(Users::mean).toArray());
        add("Requests in flight", chart);
    }

    /** As metrics tell, else as the answers do. */
    private void addQueue() {
        boolean sampled =
                report.samples().stream().anyMatch(it -> it.queueSize().isPresent());
        double[] sizes = sampled ? sampled(Sample::queueSize) : seconds(second -> number(second.queueSize()));
        if (Arrays.stream(sizes).anyMatch(Double::isFinite)) {
            String title = sampled ? "Queue, as metrics tell" : "Queue, as answers tell";
            add(title, chart(title, "requests").level("waiting", "blue", sizes));
        }
    }

    private void addReplicas() {
        if (report.samples().stream().allMatch(sample -> sample.replicas().isEmpty())) {
            return;
        }
        TimeChart chart = chart("Replicas", "replicas");
        if (report.samples().stream().anyMatch(sample -> sample.wanted().isPresent())) {
            chart.level("wanted", "grey", sampled(Sample::wanted));
        }
        addLevelIfAny(chart, "draining", "vermilion", sampled(Sample::draining));
        addLevelIfAny(chart, "booting", "blue", sampled(Sample::booting));
        chart.level("paid for", "orange", sampled(Sample::replicas)).level("ready", "green", sampled(Sample::ready));
        add("Replicas", chart);
    }

    private void addCost() {
        double[] cost = Cost.cumulative(
                report.samples(), report.seconds().size(), report.summary().durationS());
        if (cost.length > 0) {
            add("Cost so far", chart("Cost so far", "core-seconds").points("core-s", "blue", cost));
        }
    }

    /** Those that took most CPU time in lines of their own, of the same colours in both charts; the others together. */
    private void addResources() {
        List<ResourceSeries> series = report.resourceSeries().stream()
                .sorted(Comparator.comparingDouble(TimeCharts::cpuSeconds).reversed())
                .toList();
        addResource("CPU of watched processes", "cores", series, ResourceSeries::cores);
        addResource("Resident memory of watched processes", "MB", series, ResourceSeries::memoryMb);
    }

    private void addResource(
            String title, String unit, List<ResourceSeries> series, Function<ResourceSeries, double[]> values) {
        if (series.stream().noneMatch(each -> isKnown(values.apply(each)))) {
            return;
        }
        int own = series.size() <= PROCESS_COLORS.size() ? series.size() : PROCESS_COLORS.size() - 1;
        TimeChart chart = new TimeChart(title, unit, report.seconds().size(), Figures::number).fractional();
        for (int i = 0; i < own; i++) {
            addLine(chart, series.get(i).name(), PROCESS_COLORS.get(i), values.apply(series.get(i)));
        }
        List<ResourceSeries> others = series.subList(own, series.size());
        if (!others.isEmpty()) {
            addLine(chart, others.size() + " others", "grey", ResourceFigures.sum(others, values));
        }
        add(title, chart);
    }

    private static double cpuSeconds(ResourceSeries series) {
        return Double.isFinite(series.cpuSeconds()) ? series.cpuSeconds() : 0;
    }

    private static void addLine(TimeChart chart, String name, String color, double[] values) {
        if (isKnown(values)) {
            chart.points(label(name), color, values);
        }
    }

    private static boolean isKnown(double[] values) {
        return Arrays.stream(values).anyMatch(Double::isFinite);
    }

    /** Without its group; the end of a long one, which tells apart. */
    private static String label(String name) {
        String own = name.substring(name.lastIndexOf('/') + 1);
        return own.length() <= MAX_LABEL ? own : "…" + own.substring(own.length() - MAX_LABEL + 1);
    }

    private TimeChart chart(String title, String unit) {
        return new TimeChart(title, unit, report.seconds().size(), Figures::plain);
    }

    private void add(String title, TimeChart chart) {
        report.scaling().ifPresent(scaling -> scaling.changes()
                .forEach(change -> chart.mark(change.seconds(), change.from() + " → " + change.to())));
        charts.add(new Titled(title, chart.svg()));
    }

    private double[] seconds(ToDoubleFunction<Second> value) {
        return report.seconds().stream().mapToDouble(value).toArray();
    }

    private double[] millis(Function<Second, OptionalDouble> value) {
        return seconds(second -> value.apply(second).orElse(Double.NaN));
    }

    /** Of a second without a sample, which comes a little late now and then, the one before holds. */
    private double[] sampled(Function<Sample, OptionalInt> value) {
        double[] values = new double[report.seconds().size()];
        Arrays.fill(values, Double.NaN);
        int from = 0;
        double current = Double.NaN;
        for (Sample sample : report.samples()) {
            int second = Math.min(values.length, (int) sample.seconds());
            Arrays.fill(values, from, Math.max(from, second), current);
            current = number(value.apply(sample));
            from = Math.max(from, second);
        }
        if (from < values.length) {
            values[from] = current;
        }
        return values;
    }

    private static double number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : Double.NaN;
    }
}
