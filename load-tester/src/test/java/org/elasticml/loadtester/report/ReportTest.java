package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.Requests;
import org.elasticml.loadtester.send.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final int MILLIS = 10_000;

    @TempDir
    Path folder;

    /** What it sent until then is not known, so the target may have been asked for more or for less than was answered. */
    @Test
    void givesNoAdviceOnCapacityIfAnAgentDied() throws Exception {
        List<RequestRecord> others = IntStream.range(0, MILLIS / 100)
                .mapToObj(i -> Requests.succeeded(100L * i, 50, "t", "t"))
                .toList();
        assertFalse(report(others).capacity().stretches().isEmpty());
        Report report =
                report(Stream.concat(others.stream(), Stream.of(unsent(150))).toList());
        assertEquals(List.of(), report.capacity().stretches());
        assertEquals(Optional.empty(), report.capacity().throughput());
        ReportFiles.write(folder, report);
        assertEquals(List.of(), ReportFolder.read(folder).capacity().stretches());
    }

    private static Report report(List<RequestRecord> records) {
        Recording recording = new Recording(records.size(), RequestLog.of(records), false);
        Workload rates =
                Workload.of(DoubleStream.generate(() -> 10).limit(MILLIS / 1000).toArray());
        return Report.of(Reports.RUN, Optional.of(rates), recording, 500, List.of());
    }

    private static RequestRecord unsent(long dueMillis) {
        long dueNanos = dueMillis * Requests.MILLI;
        Answer none = Answer.ofDeadAgent("a:1");
        return new RequestRecord(dueNanos, OptionalLong.empty(), dueNanos, "a.jpg", Optional.empty(), 10, none);
    }
}
