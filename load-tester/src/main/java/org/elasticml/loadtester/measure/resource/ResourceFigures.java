package org.elasticml.loadtester.measure.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What a process, or several together, took of the machine. Of several, sums: at any second of those that are known then.
 *
 * @param processes how many
 * @param cpuSeconds while it was watched
 * @param meanCores CPU-seconds over that time
 * @param maxCores the most in any second
 * @param cpuMsPerRequest milliseconds of CPU time, for each request of the run that succeeded
 * @param memoryMeanMb resident memory, the mean over seconds, in 10⁶ bytes
 * @param memoryMaxMb the most
 */
public record ResourceFigures(
        String name,
        int processes,
        OptionalDouble cpuSeconds,
        OptionalDouble meanCores,
        OptionalDouble maxCores,
        OptionalDouble cpuMsPerRequest,
        OptionalDouble memoryMeanMb,
        OptionalDouble memoryMaxMb) {
    private static final double MILLIS_PER_SECOND = 1e3;

    /**
     * Each, then each group of several, then all.
     *
     * @param succeeded requests of the run
     */
    public static List<ResourceFigures> of(List<ResourceSeries> series, int succeeded) {
        List<ResourceFigures> figures = new ArrayList<>();
        series.forEach(each -> figures.add(sum(each.name(), List.of(each), succeeded)));
        figures.addAll(ofGroups(series, succeeded).stream()
                .filter(figure -> figure.processes() > 1)
                .toList());
        return figures;
    }

    /** Those that are in no group, each group as one, then all. */
    public static List<ResourceFigures> ofGroups(List<ResourceSeries> series, int succeeded) {
        List<ResourceFigures> figures = new ArrayList<>();
        byGroup(series).forEach((group, members) -> {
            boolean several = !group.isEmpty() && members.size() > 1;
            if (several) {
                figures.add(sum(group + " (" + members.size() + ")", members, succeeded));
            } else {
                members.forEach(each -> figures.add(sum(each.name(), List.of(each), succeeded)));
            }
        });
        if (figures.size() > 1) {
            figures.add(sum("all", series, succeeded));
        }
        return figures;
    }

    private static Map<String, List<ResourceSeries>> byGroup(List<ResourceSeries> series) {
        Map<String, List<ResourceSeries>> groups = new LinkedHashMap<>();
        series.forEach(each ->
                groups.computeIfAbsent(each.group(), group -> new ArrayList<>()).add(each));
        return groups;
    }

    private static ResourceFigures sum(String name, List<ResourceSeries> series, int succeeded) {
        OptionalDouble cpuSeconds = known(series, ResourceSeries::cpuSeconds).reduce(Double::sum);
        double from = known(series, ResourceSeries::fromS).min().orElse(0);
        double to = known(series, ResourceSeries::toS).max().orElse(0);
        double[] cores = sums(series, ResourceSeries::cores);
        double[] memory = sums(series, ResourceSeries::memoryMb);
        return new ResourceFigures(
                name,
                series.size(),
                cpuSeconds,
                to > from ? divided(cpuSeconds, to - from) : OptionalDouble.empty(),
                Arrays.stream(cores).max(),
                succeeded > 0 ? divided(cpuSeconds, succeeded / MILLIS_PER_SECOND) : OptionalDouble.empty(),
                Arrays.stream(memory).average(),
                Arrays.stream(memory).max());
    }

    private static DoubleStream known(List<ResourceSeries> series, ToDoubleFunction<ResourceSeries> value) {
        return series.stream().mapToDouble(value).filter(Double::isFinite);
    }

    private static OptionalDouble divided(OptionalDouble value, double by) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() / by) : value;
    }

    /** Of the seconds in which any is known. */
    private static double[] sums(List<ResourceSeries> series, Function<ResourceSeries, double[]> values) {
        double[] sums = sum(series, values);
        return Arrays.stream(sums).filter(Double::isFinite).toArray();
    }

    /** In each second the sum of those that are known; not a number where none is. */
    public static double[] sum(List<ResourceSeries> series, Function<ResourceSeries, double[]> values) {
        double[] sums = new double[series.isEmpty() ? 0 : values.apply(series.get(0)).length];
        Arrays.fill(sums, Double.NaN);
        for (ResourceSeries each : series) {
            double[] own = values.apply(each);
            for (int second = 0; second < sums.length; second++) {
                if (Double.isFinite(own[second])) {
                    sums[second] = own[second] + (Double.isFinite(sums[second]) ? sums[second] : 0);
                }
            }
        }
        return sums;
    }
}
