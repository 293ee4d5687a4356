package org.elasticml.loadtester.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.ScaleChange;

/** One line a change of the number of replicas; what the columns mean, {@link ScaleChange} says. */
final class ScaleChangesCsv {
    private static final int NANO_PLACES = 9;

    private static final List<String> HEADER = List.of("seconds", "from", "to", "reason", "words");

    private ScaleChangesCsv() {}

    static void write(Writer out, List<ScaleChange> changes) throws IOException {
        Csv csv = new Csv(out, HEADER);
        for (ScaleChange change : changes) {
            csv.fixed(change.nanos(), NANO_PLACES)
                    .whole(change.from())
                    .whole(change.to())
                    .text(change.reason())
                    .text(change.words())
                    .end();
        }
    }

    /**
     * @param file is there
     * @throws ReportFormatException naming file and line
     */
    static List<ScaleChange> read(Path file) throws IOException {
        List<ScaleChange> changes = new ArrayList<>();
        try (CsvReader csv = new CsvReader(file, HEADER)) {
            while (csv.next()) {
                changes.add(new ScaleChange(
                        csv.fixed("seconds", NANO_PLACES, Workload.MAX_SECONDS),
                        csv.whole("from"),
                        csv.whole("to"),
                        csv.text("reason"),
                        csv.text("words")));
            }
        }
        return changes;
    }
}
