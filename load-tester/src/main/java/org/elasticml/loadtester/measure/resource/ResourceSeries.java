package org.elasticml.loadtester.measure.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process took in each second of a run. CPU time is taken to be spent evenly between two samples, so that the sum over
 * seconds is what the process counted. What is not known is not a number.
 *
 * @param cpuSeconds CPU time between {@code fromS} and {@code toS}
 * @param fromS when its CPU time was first told; not a number if it never was
 * @param toS when it was last told
 * @param cores the mean within each second
 * @param memoryMb the last known in each second, in 10⁶ bytes
 */
public record ResourceSeries(
        String name, double cpuSeconds, double fromS, double toS, double[] cores, double[] memoryMb) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BYTES_PER_MB = 1e6;

    /** Of less than so much of a second, a clock of CPU time that ticks in hundredths tells nothing. */
    private static final double LEAST_SECONDS = 0.5;

    /** After so long without a sample, memory is not known. */
    private static final double MEMORY_HOLDS_SECONDS = 2.5;

    /**
     * In the order in which they were first seen.
     *
     * @param samples of each name in the order of time
     * @param seconds how many the run has
     */
    public static List<ResourceSeries> of(List<ResourceSample> samples, int seconds) {
        Map<String, List<ResourceSample>> byName = new LinkedHashMap<>();
        samples.forEach(sample ->
                byName.computeIfAbsent(sample.name(), name -> new ArrayList<>()).add(sample));
        return byName.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), seconds))
                .toList();
    }

    private static ResourceSeries of(String name, List<ResourceSample> samples, int seconds) {
        List<ResourceSample> counted =
                samples.stream().filter(sample -> sample.cpuNanos().isPresent()).toList();
        double[] spent = new double[seconds];
        double[] known = new double[seconds];
        double total = counted.isEmpty() ? Double.NaN : 0;
        for (int i = 1; i < counted.size(); i++) {
            double used = used(counted.get(i - 1), counted.get(i));
            total += used;
            spread(used, counted.get(i - 1).seconds(), counted.get(i).seconds(), spent, known);
        }
        double[] cores = new double[seconds];
        Arrays.setAll(cores, second -> known[second] < LEAST_SECONDS ? Double.NaN : spent[second] / known[second]);
        return new ResourceSeries(
                name,
                total,
                counted.isEmpty() ? Double.NaN : counted.get(0).seconds(),
                counted.isEmpty() ? Double.NaN : counted.get(counted.size() - 1).seconds(),
                cores,
                memory(samples, seconds));
    }

    /** A process that counts less than before is a new one in the same place: what it counts came since. */
    private static double used(ResourceSample before, ResourceSample after) {
        long from = before.cpuNanos().getAsLong();
        long to = after.cpuNanos().getAsLong();
        return (to >= from ? to - from : to) / NANOS_PER_SECOND;
    }

    private static void spread(double used, double fromS, double toS, double[] spent, double[] known) {
        for (int second = (int) fromS; second < Math.min(spent.length, Math.ceil(toS)); second++) {
            double part = Math.min(second + 1, toS) - Math.max(second, fromS);
            spent[second] += used * part / (toS - fromS);
            known[second] += part;
        }
    }

    private static double[] memory(List<ResourceSample> samples, int seconds) {
        double[] memory = new double[seconds];
        Arrays.fill(memory, Double.NaN);
        for (ResourceSample sample : samples) {
            if (sample.memoryBytes().isPresent()) {
                double holdsUntil = Math.min(seconds, sample.seconds() + MEMORY_HOLDS_SECONDS);
                for (int second = (int) sample.seconds(); second < holdsUntil; second++) {
                    memory[second] = sample.memoryBytes().getAsLong() / BYTES_PER_MB;
                }
            }
        }
        // Held beyond the last sample, it would be that of a process which has ended.
        double last = samples.get(samples.size() - 1).seconds();
        Arrays.fill(memory, Math.min(seconds, (int) last + 1), seconds, Double.NaN);
        return memory;
    }

    /** What those it was found with are called together; empty if it was named on its own. */
    String group() {
        int end = name.indexOf(ResourceSample.GROUP_END);
        return end < 0 ? "" : name.substring(0, end);
    }
}
