package org.elasticml.loadtester.report;

import static org.elasticml.loadtester.measure.Requests.refused;
import static org.elasticml.loadtester.measure.Requests.succeeded;
import static org.elasticml.loadtester.measure.Requests.unanswered;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.elasticml.core.workload.KolmogorovSmirnov;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.Outcome;
import org.elasticml.loadtester.measure.Prediction;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.ScaleChange;
import org.elasticml.loadtester.measure.Scaling;
import org.elasticml.loadtester.measure.ScheduleFit;
import org.elasticml.loadtester.measure.capacity.CapacityAim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFolderTest {
    /** Odd nanoseconds, an odd confidence, and a message with all that CSV must quote. */
    private static final RequestRecord[] RECORDS = {
        succeeded(3, 20, "tench", "zebra", "tench"),
        refused(1, 1),
        unanswered(1500, 2000),
        new RequestRecord(
                1_234_567_891L,
                OptionalLong.of(1_234_567_893L),
                1_300_000_007L,
                "b,\"c\".jpg",
                Optional.empty(),
                77,
                new Answer(
                        200,
                        Outcome.SUCCEEDED,
                        Optional.of(new Prediction("tench", 0.123457, List.of("tench"))),
                        Optional.of("10.0.0.1:9001"),
                        Optional.of("imagenet"),
                        OptionalInt.of(3),
                        Optional.empty())),
        new RequestRecord(
                5,
                OptionalLong.empty(),
                9,
                "a.jpg",
                Optional.empty(),
                1,
                Answer.none("line one\r\n\"line two\", <b>\n"))
    };

    @TempDir
    Path folder;

    @TempDir
    Path again;

    @Test
    void makesTheSameFilesAgain() throws IOException {
        assertMadeAgain(
                Reports.of(Reports.samples(2, 3, 4), RECORDS)
                        .with(new ScheduleFit(new KolmogorovSmirnov(3, 0.25, 0.7), new KolmogorovSmirnov(3, 0.5, 0.1))),
                "summary.json",
                "requests.csv",
                "per_second.csv",
                "latency.hgrm",
                "users.csv",
                "samples.csv",
                "report.md",
                "report.html");
    }

    @Test
    void makesThoseWithScaleChangesAgain() throws IOException {
        assertMadeAgain(
                Reports.of(RECORDS)
                        .with(Scaling.of(List.of(
                                new ScaleChange(1_234_567_891L, 1, 2, "up", "22 ± 3 requests/s, \"37\" expected"),
                                new ScaleChange(2_000_000_000L, 2, 1, "down", "5")))),
                "summary.json",
                "requests.csv",
                "per_second.csv",
                "latency.hgrm",
                "users.csv",
                "scale_changes.csv",
                "report.md",
                "report.html");
    }

    @Test
    void makesThoseWithUnknownScaleChangesAgain() throws IOException {
        // Of an earlier run in the same folder.
        ReportFiles.write(folder, Reports.of(RECORDS).with(Scaling.of(List.of(new ScaleChange(1, 1, 2, "up", "")))));
        assertMadeAgain(
                Reports.of(RECORDS).with(Scaling.unknown("the autoscaler could not be asked: no connection")),
                "summary.json",
                "requests.csv",
                "per_second.csv",
                "latency.hgrm",
                "users.csv",
                "report.md",
                "report.html");
    }

    @Test
    void makesThoseWithResourcesAndAdviceAgain() throws IOException {
        assertMadeAgain(
                Reports.of(RECORDS).with(Reports.resources()).with(new CapacityAim(List.of(0.1, 700.0), 0.333)),
                "summary.json",
                "requests.csv",
                "per_second.csv",
                "users.csv",
                "resources.csv",
                "latency.hgrm",
                "report.md",
                "report.html");
    }

    /** Written before there was advice. */
    @Test
    void readsAReportWithoutAdvice() throws IOException {
        Report report = Reports.of(RECORDS);
        ReportFiles.write(folder, report);
        String json = Files.readString(folder.resolve("summary.json"));
        Files.writeString(folder.resolve("summary.json"), json.replace("\"capacity\"", "\"another\""));
        assertEquals(report.capacity(), ReportFolder.read(folder).capacity());
    }

    @Test
    void makesThoseOfAClosedLoopAgain() throws IOException {
        assertMadeAgain(
                Reports.closedLoop(RECORDS),
                "summary.json",
                "requests.csv",
                "per_second.csv",
                "latency.hgrm",
                "users.csv",
                "report.md",
                "report.html");
    }

    @Test
    void makesAReportOfNothingAgain() throws IOException {
        assertMadeAgain(
                Reports.of().judged(List.of("SLO missed", "threshold missed: p99")),
                "summary.json",
                "requests.csv",
                "per_second.csv",
                "latency.hgrm",
                "users.csv",
                "report.md",
                "report.html");
    }

    private void assertMadeAgain(Report report, String... files) throws IOException {
        ReportFiles.write(folder, report);
        ReportFiles.write(again, ReportFolder.read(folder));
        assertEquals(List.of(files).stream().sorted().toList(), names(again));
        assertEquals(names(folder), names(again));
        for (String file : files) {
            assertEquals(Files.readString(folder.resolve(file)), Files.readString(again.resolve(file)), file);
        }
    }

    @Test
    void makesTheSamePicturesAgain() throws IOException {
        Report report = Reports.of(RECORDS);
        ReportFiles.write(folder, report);
        assertEquals(Optional.empty(), ReportFiles.writeCharts(folder, report));
        assertEquals(Optional.empty(), ReportFiles.writeCharts(again, ReportFolder.read(folder)));
        for (String file : names(again)) {
            assertArrayEquals(Files.readAllBytes(folder.resolve(file)), Files.readAllBytes(again.resolve(file)), file);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** What a line is changed to; the second line is the first request. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "requests.csv | 0.001 | requests.csv, line 2: 1 fields, where the header has 13",
                "requests.csv | x,,1,200,succeeded,,1,a,,,,, | requests.csv, line 2: intended_s is 'x'",
                "requests.csv | -1,,1,200,succeeded,,1,a,,,,, | requests.csv, line 2: intended_s is '-1'",
                "requests.csv | 2,,1,200,succeeded,,1,a,,,,, | requests.csv, line 2: finished_s is '1'",
                "requests.csv | 0,2,1,200,succeeded,,1,a,,,,, | line 2: sent_s is '2'; it should be no more than finished_s",
                "requests.csv | 0,,9e9,200,succeeded,,1,a,,,,, | requests.csv, line 2: finished_s is '9e9'",
                "requests.csv | 0,,1,200,perhaps,,1,a,,,,, | it should be succeeded, refused or failed",
                "requests.csv | 0,,1,200,failed,,1,a,,,\"b,, | requests.csv, line 2: a quote is not closed",
                "requests.csv | 0,,1,200,failed,,1,a,cat,2,,, | line 2: confidence is '2'; it should be a number from 0",
                "per_second.csv | 0,many,0,0,0,0,,,,0, | per_second.csv, line 2: asked_rps is 'many'",
                "resources.csv | 0,p,x,1 | resources.csv, line 2: cpu_s is 'x'; it should be a number from 0",
                "resources.csv | 0,p,1,-5 | resources.csv, line 2: memory_bytes is '-5'; it should be a number from 0",
                "scale_changes.csv | 0,1,x,up,w | scale_changes.csv, line 2: to is 'x'; it should be a number from 0",
                "samples.csv | 0,1,1,,x,0,1 | samples.csv, line 2: wanted is 'x'; it should be a number from 0",
            })
    void namesFileAndLineOfWhatIsWrong(String file, String line, String expected) throws IOException {
        ReportFiles.write(
                folder,
                Reports.of(Reports.samples(1), RECORDS)
                        .with(Reports.resources())
                        .with(Scaling.of(List.of(new ScaleChange(1, 1, 2, "up", "")))));
        List<String> lines = Files.readAllLines(folder.resolve(file));
        Files.write(folder.resolve(file), List.of(lines.get(0), line));
        assertFails(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "summary.json | { | summary.json, line 2: is not JSON",
                "summary.json | {} | summary.json: is not a report's: 'run' is missing",
                "summary.json | {\"run\":{},\"slo_ms\":-5} | summary.json: 'slo_ms' is -5.0; it should be more than 0",
                "requests.csv | a,b | requests.csv, line 1: the header is not that of a report",
                "per_second.csv | '' | per_second.csv, line 1: the header is not that of a report",
            })
    void namesFileThatIsNoReports(String file, String content, String expected) throws IOException {
        ReportFiles.write(folder, Reports.of(RECORDS));
        Files.writeString(folder.resolve(file), content + "\n");
        assertFails(expected);
    }

    @Test
    void staysOnOneLine() throws IOException {
        ReportFiles.write(folder, Reports.of(RECORDS));
        String header = Files.readAllLines(folder.resolve("requests.csv")).get(0);
        Files.writeString(folder.resolve("requests.csv"), header + "\n\"x\ny\",,1,200,succeeded,,1,a,,,,,\n");
        assertFails("requests.csv, line 2: intended_s is 'x y'");
    }

    @ParameterizedTest
    @CsvSource({"summary.json", "requests.csv", "per_second.csv"})
    void namesFileThatIsNoText(String file) throws IOException {
        ReportFiles.write(folder, Reports.of(RECORDS));
        Files.write(folder.resolve(file), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertFails(file + ": is not text in UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"summary.json", "requests.csv", "per_second.csv"})
    void namesFileThatIsNotThere(String file) throws IOException {
        ReportFiles.write(folder, Reports.of(RECORDS));
        Files.delete(folder.resolve(file));
        assertFails(file + ": there is no such file");
    }

    private void assertFails(String expected) {
        String message =
                assertThrows(IOException.class, () -> ReportFolder.read(folder)).getMessage();
        assertTrue(message.contains(expected), message);
        assertTrue(message.lines().count() == 1, message);
    }
}
