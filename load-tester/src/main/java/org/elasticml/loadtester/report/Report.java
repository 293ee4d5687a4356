package org.elasticml.loadtester.report;

import java.util.Comparator;
import java.util.List;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.Second;
import org.elasticml.loadtester.measure.Seconds;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.send.Recording;

/**
 * All there is to show of a run.
 *
 * @param records by the instant at which they were due
 */
public record Report(RunInfo run, Summary summary, List<RequestRecord> records, List<Second> seconds) {

    /**
     * @param workload what was played, cut and scaled
     */
    public static Report of(RunInfo run, Workload workload, Recording recording, double sloMs) {
        List<RequestRecord> byIntent = recording.records().stream()
                .sorted(Comparator.comparingLong(RequestRecord::intendedNanos))
                .toList();
        return new Report(
                run,
                Summary.of(byIntent, sloMs, recording.endedEarly()),
                byIntent,
                Seconds.of(workload, byIntent, recording.endedEarly()));
    }
}
