package org.elasticml.loadtester.watch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.elasticml.core.metrics.Metric;
import org.elasticml.core.metrics.PrometheusText;
import org.elasticml.loadtester.measure.resource.ResourceSample;

/**
 * What a process takes, as it was told.
 *
 * @param cpuNanos CPU time since it began
 * @param memoryBytes resident memory
 * @param ageNanos since it began
 * @param readNanos by {@link System#nanoTime}
 */
record Reading(String name, OptionalLong cpuNanos, OptionalLong memoryBytes, OptionalLong ageNanos, long readNanos) {
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * By the names of Micrometer, and of Prometheus' own libraries.
     *
     * @throws IllegalArgumentException if it is no page of metrics, or tells of neither CPU nor memory
     */
    static Reading ofPage(String name, String page, long readNanos) {
        List<Metric> metrics;
        try {
            metrics = PrometheusText.parse(page);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is no page of metrics: " + e.getMessage(), e);
        }
        OptionalLong cpu = value(metrics, "process_cpu_time_ns_total", 1);
        if (cpu.isEmpty()) {
            cpu = value(metrics, "process_cpu_seconds_total", NANOS_PER_SECOND);
        }
        OptionalLong memory = value(metrics, "process_resident_memory_bytes", 1);
        if (cpu.isEmpty() && memory.isEmpty()) {
            throw new IllegalArgumentException("it tells of neither CPU nor memory (process_cpu_time_ns_total,"
                    + " process_cpu_seconds_total, process_resident_memory_bytes)");
        }
        OptionalLong age = value(metrics, "process_uptime_seconds", NANOS_PER_SECOND);
        return new Reading(name, cpu, memory, age, readNanos);
    }

    private static OptionalLong value(List<Metric> metrics, String name, double unit) {
        OptionalDouble value = metrics.stream()
                .filter(metric -> metric.name().equals(name) && metric.value() >= 0)
                .mapToDouble(metric -> metric.value() * unit)
                .filter(Double::isFinite)
                .findFirst();
        return value.isPresent() ? OptionalLong.of(Math.round(value.getAsDouble())) : OptionalLong.empty();
    }

    /** @param startNanos of the run */
    ResourceSample sample(long startNanos) {
        return new ResourceSample(name, Math.max(0, readNanos - startNanos), cpuNanos, memoryBytes);
    }

    /**
     * Its beginning, when it had taken nothing, if that was later than the given instant.
     *
     * @param startNanos of the run
     * @param afterNanos from the start of the run
     */
    Optional<ResourceSample> begin(long startNanos, long afterNanos) {
        long beganNanos = readNanos - startNanos - ageNanos.orElse(Long.MAX_VALUE / 2);
        return beganNanos > afterNanos && cpuNanos.isPresent()
                ? Optional.of(new ResourceSample(name, beganNanos, OptionalLong.of(0), OptionalLong.empty()))
                : Optional.empty();
    }
}
