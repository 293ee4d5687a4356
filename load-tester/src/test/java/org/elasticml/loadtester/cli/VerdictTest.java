package org.elasticml.loadtester.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.Requests;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.send.Recording;
import org.junit.jupiter.api.Test;

/** Requests of {@link Requests} are written 1 ms late. */
class VerdictTest {
    private static final double MAX_LAG_MS = 100;
    private static final double SLO_MS = 500;

    @Test
    void isFineAtTheLimit() {
        assertEquals(ExitCode.FINE, exitCode(100, mostlyFast(99, 1), 1));
    }

    @Test
    void missesTheSloJustBelowIt() {
        assertEquals(ExitCode.MISSED, exitCode(100, mostlyFast(98, 2), MAX_LAG_MS));
        assertEquals(ExitCode.MISSED, exitCode(1, List.of(Requests.succeeded(0, 501, "t", "t")), MAX_LAG_MS));
    }

    @Test
    void doesNotBelieveALateGeneratorWhateverTheSlo() {
        assertEquals(ExitCode.LATE, exitCode(100, mostlyFast(50, 50), 0.9));
    }

    @Test
    void doesNotBelieveAWrongCountWhateverTheLag() {
        assertEquals(ExitCode.ERROR, exitCode(101, mostlyFast(50, 50), 0.9));
    }

    @Test
    void isUnreachableIfNothingWasAnswered() {
        assertEquals(ExitCode.UNREACHABLE, exitCode(2, List.of(Requests.unanswered(0, 5)), MAX_LAG_MS));
        assertEquals(
                ExitCode.MISSED, exitCode(2, List.of(Requests.unanswered(0, 5), Requests.refused(1, 5)), MAX_LAG_MS));
    }

    private static List<RequestRecord> mostlyFast(int fast, int refused) {
        return Stream.concat(
                        IntStream.range(0, fast).mapToObj(i -> Requests.succeeded(i, 500, "t", "t")),
                        IntStream.range(0, refused).mapToObj(i -> Requests.refused(i, 1)))
                .toList();
    }

    private static int exitCode(int fired, List<RequestRecord> records, double maxLagMs) {
        Summary summary = Summary.of(records, SLO_MS, false);
        return Verdict.of(
                        new Recording(fired, RequestLog.of(records.toArray(RequestRecord[]::new)), false),
                        summary,
                        maxLagMs)
                .exitCode();
    }
}
