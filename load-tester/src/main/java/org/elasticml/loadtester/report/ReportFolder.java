package org.elasticml.loadtester.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.Sample;
import org.elasticml.loadtester.measure.Scaling;
import org.elasticml.loadtester.measure.Summary;

/**
 * Makes a report again from what {@link ReportFiles} wrote. All figures are computed anew, except accuracy and weights, which
 * lines of a CSV file do not hold; they are taken from {@code summary.json}, as are the SLO and the run's settings.
 */
public final class ReportFolder {
    private ReportFolder() {}

    /**
     * @throws ReportFormatException naming the file that is not a report's, and the line
     */
    public static Report read(Path folder) throws IOException {
        SummaryJson json = SummaryJson.read(folder.resolve(ReportFiles.SUMMARY));
        RequestLog log = RequestsCsv.read(folder.resolve(ReportFiles.REQUESTS)).byIntent();
        Optional<Workload> asked = SecondsCsv.readAsked(folder.resolve(ReportFiles.PER_SECOND));
        List<Sample> samples = SamplesCsv.read(folder.resolve(ReportFiles.SAMPLES));
        Summary summary = Summary.of(log, json.sloMs(), json.endedEarly(), samples, json.told());
        Report report = Report.of(json.run(), asked, log, summary, samples)
                .with(ResourcesCsv.read(folder.resolve(ReportFiles.RESOURCES)))
                .with(json.aim())
                .judged(json.missed());
        Report fitted = json.fit().map(report::with).orElse(report);
        return scaling(folder.resolve(ReportFiles.SCALE_CHANGES), json.scalingUnknown())
                .map(fitted::with)
                .orElse(fitted);
    }

    private static Optional<Scaling> scaling(Path file, Optional<String> unknown) throws IOException {
        return Files.exists(file) ? Optional.of(Scaling.of(ScaleChangesCsv.read(file))) : unknown.map(Scaling::unknown);
    }
}
