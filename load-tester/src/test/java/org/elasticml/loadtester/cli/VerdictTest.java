package org.elasticml.loadtester.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.elasticml.loadtester.measure.RequestLog;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.measure.Requests;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.measure.Threshold;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.send.Remarks;
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

    @Test
    void isAnErrorIfNothingWasSent() {
        assertEquals(ExitCode.ERROR, exitCode(0, List.of(), MAX_LAG_MS));
    }

    @Test
    void isMissedIfAThresholdIsThoughTheSloIsHeld() {
        JudgeOptions judge = judge(MAX_LAG_MS);
        judge.thresholds = List.of(Threshold.parse("p99<500ms"), Threshold.parse("failed<=0"));
        Verdict verdict = verdict(100, mostlyFast(100, 0), judge);
        assertEquals(ExitCode.MISSED, verdict.exitCode());
        assertEquals(1, verdict.reasons().size(), verdict::toString);
        assertTrue(verdict.reasons().get(0).startsWith("threshold missed: p99"), verdict::toString);
    }

    @Test
    void leavesTheSloOutIfItIsNotJudged() {
        JudgeOptions judge = judge(MAX_LAG_MS);
        judge.judgesSlo = false;
        assertEquals(ExitCode.FINE, verdict(100, mostlyFast(50, 50), judge).exitCode());
    }

    /** As of a page of some other server: none of its answers counts. */
    @Test
    void isMissedIfAllFailedWhateverIsJudged() {
        JudgeOptions judge = judge(MAX_LAG_MS);
        judge.judgesSlo = false;
        assertEquals(
                new Verdict(ExitCode.MISSED, List.of("all requests failed; the first: HTTP 404")),
                verdict(1, List.of(Requests.failed(0, 5, 404)), judge));
        assertEquals(
                ExitCode.FINE,
                verdict(2, List.of(Requests.failed(0, 5, 404), Requests.refused(0, 5)), judge)
                        .exitCode());
    }

    @Test
    void saysWhichAgentsDied() {
        assertEquals(
                new Verdict(ExitCode.MISSED, List.of("agent a died", "SLO missed")),
                ofAgents(mostlyFast(50, 50), List.of("agent a died"), List.of()));
        assertEquals(
                new Verdict(ExitCode.MISSED, List.of("agent a died")),
                ofAgents(mostlyFast(100, 0), List.of("agent a died"), List.of()));
        assertEquals(
                new Verdict(ExitCode.UNREACHABLE, List.of("agent a died", "the target answered none of the requests")),
                ofAgents(List.of(Requests.unanswered(0, 5)), List.of("agent a died"), List.of()));
    }

    @Test
    void saysWhichAgentsDiedOfALateRunToo() {
        RequestLog log = RequestLog.of(mostlyFast(100, 0));
        Recording recording = new Recording(100, log, false, new Remarks(Map.of(), List.of("agent a died"), List.of()));
        Verdict verdict = Verdict.of(recording, Summary.of(log, SLO_MS, false), judge(0.9));
        assertEquals(ExitCode.LATE, verdict.exitCode());
        assertEquals("agent a died", verdict.reasons().get(0));
        assertEquals(2, verdict.reasons().size());
    }

    @Test
    void doesNotBelieveAgentsThatContradictThemselves() {
        assertEquals(
                new Verdict(ExitCode.ERROR, List.of("a told of 1 and of 2")),
                ofAgents(mostlyFast(50, 50), List.of(), List.of("a told of 1 and of 2")));
        assertEquals(
                new Verdict(ExitCode.ERROR, List.of("agent b died", "a told of 1 and of 2")),
                ofAgents(mostlyFast(50, 50), List.of("agent b died"), List.of("a told of 1 and of 2")));
    }

    private static Verdict ofAgents(List<RequestRecord> records, List<String> lost, List<String> wrong) {
        RequestLog log = RequestLog.of(records);
        Recording recording = new Recording(log.size(), log, false, new Remarks(Map.of(), lost, wrong));
        return Verdict.of(recording, Summary.of(log, SLO_MS, false), judge(MAX_LAG_MS));
    }

    @Test
    void tellsTheWorstOfSeveral() {
        List<Verdict> verdicts = List.of(
                new Verdict(ExitCode.FINE, List.of()),
                new Verdict(ExitCode.MISSED, List.of("a")),
                new Verdict(ExitCode.LATE, List.of("b")));
        assertEquals(List.of("b"), Verdict.worst(verdicts).reasons());
    }

    private static int exitCode(int fired, List<RequestRecord> records, double maxLagMs) {
        return verdict(fired, records, judge(maxLagMs)).exitCode();
    }

    private static JudgeOptions judge(double maxLagMs) {
        JudgeOptions judge = new JudgeOptions();
        judge.maxLagMs = maxLagMs;
        return judge;
    }

    private static Verdict verdict(int fired, List<RequestRecord> records, JudgeOptions judge) {
        RequestLog log = RequestLog.of(records.toArray(RequestRecord[]::new));
        return Verdict.of(new Recording(fired, log, false), Summary.of(log, SLO_MS, false), judge);
    }
}
