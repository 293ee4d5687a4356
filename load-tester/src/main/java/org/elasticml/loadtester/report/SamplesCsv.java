package org.elasticml.loadtester.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Sample;

/** One line a sample of the metrics; what the columns mean, {@link Sample} says. What is not known is empty. */
final class SamplesCsv {
    private static final int NANO_PLACES = 9;

    private static final List<String> HEADER =
            List.of("seconds", "ready", "booting", "draining", "wanted", "queue_size", "cores_per_replica");

    private SamplesCsv() {}

    static void write(Writer out, List<Sample> samples) throws IOException {
        Csv csv = new Csv(out, HEADER);
        for (Sample sample : samples) {
            csv.fixed(sample.nanos(), NANO_PLACES)
                    .whole(sample.ready())
                    .whole(sample.booting())
                    .whole(sample.draining())
                    .whole(sample.wanted())
                    .whole(sample.queueSize())
                    .whole(sample.coresPerReplica())
                    .end();
        }
    }

    /**
     * None if there is no such file.
     *
     * @throws ReportFormatException naming file and line
     */
    static List<Sample> read(Path file) throws IOException {
        List<Sample> samples = new ArrayList<>();
        if (Files.notExists(file)) {
            return samples;
        }
        try (CsvReader csv = new CsvReader(file, HEADER)) {
            while (csv.next()) {
                samples.add(new Sample(
                        csv.fixed("seconds", NANO_PLACES, Workload.MAX_SECONDS),
                        csv.optionalWhole("ready"),
                        csv.optionalWhole("booting"),
                        csv.optionalWhole("draining"),
                        csv.optionalWhole("wanted"),
                        csv.optionalWhole("queue_size"),
                        csv.whole("cores_per_replica")));
            }
        }
        return samples;
    }
}
