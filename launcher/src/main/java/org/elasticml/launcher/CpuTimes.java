package org.elasticml.launcher;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What processes took of the cores from the first look at them on, by kind. Not thread-safe. */
final class CpuTimes {
    private static final double NANOS = 1e9;

    private record Taken(String kind, Duration from, Duration to) {
        double seconds() {
            return to.minus(from).toNanos() / NANOS;
        }
    }

    private final Map<Running, Taken> processes = new LinkedHashMap<>();
    private boolean begun;

    /** Looks at them. What has begun since the first look counts from its own start. */
    void look(Iterable<Running> running) {
        for (Running each : running) {
            each.process().flatMap(handle -> handle.info().totalCpuDuration()).ifPresent(taken -> seen(each, taken));
        }
        begun = true;
    }

    /** @param taken by the process since it began */
    void seen(Running process, Duration taken) {
        Taken before = processes.get(process);
        Duration from = before != null ? before.from() : begun ? Duration.ZERO : taken;
        processes.put(process, new Taken(kind(process.name()), from, taken));
    }

    /** Those of one kind differ by their ports. */
    private static String kind(String name) {
        return name.startsWith("ml-app-") ? "replicas" : name.replaceFirst("-\\d+$", "");
    }

    /** The share of all cores that each kind took over so many seconds, for a reader. */
    String shares(double seconds, int cores) {
        Map<String, Double> byKind = processes.values().stream()
                .collect(Collectors.groupingBy(
                        Taken::kind, LinkedHashMap::new, Collectors.summingDouble(Taken::seconds)));
        return byKind.entrySet().stream()
                .map(kind -> String.format(
                        Locale.ROOT, "%s %.0f %%", kind.getKey(), 100 * kind.getValue() / (seconds * cores)))
                .collect(Collectors.joining(", "));
    }
}
