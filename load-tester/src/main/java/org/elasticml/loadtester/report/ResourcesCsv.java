package org.elasticml.loadtester.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.resource.ResourceSample;

/** One line a sample of a watched process; what the columns mean, {@link ResourceSample} says. What is not known is empty. */
final class ResourcesCsv {
    private static final int NANO_PLACES = 9;
    private static final long MAX_CPU_SECONDS = Long.MAX_VALUE / 1_000_000_000;
    private static final List<String> HEADER = List.of("seconds", "process", "cpu_s", "memory_bytes");

    private ResourcesCsv() {}

    static void write(Writer out, List<ResourceSample> samples) throws IOException {
        Csv csv = new Csv(out, HEADER);
        for (ResourceSample sample : samples) {
            csv.fixed(sample.nanos(), NANO_PLACES).text(sample.name());
            if (sample.cpuNanos().isPresent()) {
                csv.fixed(sample.cpuNanos().getAsLong(), NANO_PLACES);
            } else {
                csv.none();
            }
            if (sample.memoryBytes().isPresent()) {
                csv.whole(sample.memoryBytes().getAsLong());
            } else {
                csv.none();
            }
            csv.end();
        }
    }

    /**
     * None if there is no such file.
     *
     * @throws ReportFormatException naming file and line
     */
    static List<ResourceSample> read(Path file) throws IOException {
        List<ResourceSample> samples = new ArrayList<>();
        if (Files.notExists(file)) {
            return samples;
        }
        try (CsvReader csv = new CsvReader(file, HEADER)) {
            while (csv.next()) {
                samples.add(new ResourceSample(
                        csv.text("process"),
                        csv.fixed("seconds", NANO_PLACES, Workload.MAX_SECONDS),
                        optional(csv, "cpu_s", NANO_PLACES, MAX_CPU_SECONDS),
                        optional(csv, "memory_bytes", 0, Long.MAX_VALUE)));
            }
        }
        return samples;
    }

    private static OptionalLong optional(CsvReader csv, String column, int places, long max) throws IOException {
        return csv.optional(column).isEmpty() ? OptionalLong.empty() : OptionalLong.of(csv.fixed(column, places, max));
    }
}
