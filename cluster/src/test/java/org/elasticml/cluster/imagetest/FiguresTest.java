package org.elasticml.cluster.imagetest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.elasticml.bench.chaos.Findings;
import org.elasticml.bench.chaos.Phase;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.measure.RequestRecord;
import org.elasticml.loadtester.photo.Photo;
import org.junit.jupiter.api.Test;

/** What is counted, and what of it is wrong. */
class FiguresTest {
    private final Findings findings = new Findings();

    private static Photo photo(String shows) {
        return new Photo("a.jpg", "image/jpeg", Buffer.buffer(), Optional.ofNullable(shows));
    }

    @Test
    void answersAreRightIfBothReplicasGiveThemAndTheyAreKnown() {
        List<Photo> photos = List.of(photo("church"), photo("tench"), photo(null));
        List<Answer> first = List.of(Answers.of("church", 0.9), Answers.of("tench", 0.8), Answers.of("church", 0.3));
        AnswerFigures figures = AnswerFigures.of(photos, first, List.copyOf(first));
        assertEquals(new AnswerFigures(3, 3, 2, 2, true), figures);
        figures.judge(findings);
        assertEquals(List.of(), findings.wrong());
        assertEquals(
                "3 of 3 photos got the same answer from both replicas, 2 of 2 are what the photo shows",
                figures.text());
    }

    @Test
    void anotherAnswerAndNoneAreWrong() {
        List<Photo> photos = List.of(photo("church"), photo("tench"));
        List<Answer> first = List.of(Answers.of("church", 0.9), Answers.of(500));
        AnswerFigures.of(photos, first, List.of(Answers.of("church", 0.8), Answers.of(500)))
                .judge(findings);
        assertEquals(
                List.of(
                        "2 of 2 photos got no or another answer from the second replica",
                        "only 1 of 2 photos were recognised"),
                findings.wrong());
    }

    @Test
    void theLargestAreAnsweredOrRefused() {
        BurstFigures figures = burst(200, 503, 200, 413);
        assertEquals("2 x 200, 1 x 413, 1 x 503", figures.text());
        figures.judge(findings);
        assertEquals(List.of(), findings.wrong());
        burst(200, 500, 0).judge(findings);
        assertEquals(
                List.of("the largest photos were answered otherwise than by 200, 413 or 503: 1 x 0, 1 x 200, 1 x 500"),
                findings.wrong());
    }

    private static BurstFigures burst(int... statuses) {
        return BurstFigures.of(Arrays.stream(statuses).mapToObj(Answers::of).toList());
    }

    @Test
    void whatEndsBadlyWhileAReplicaGoesIsLostByThat() {
        List<RequestRecord> records = List.of(
                Answers.record(1, 500),
                Answers.record(3, 200),
                Answers.record(12, 503),
                Answers.record(21, 503),
                Answers.record(23, 503),
                Answers.record(24, 0),
                Answers.record(29, 200));
        List<ScaleDownFigures.Change> changes = List.of(change(2, 10), change(22, 28));
        ScaleDownFigures figures = ScaleDownFigures.of(3, 2, changes, records);
        assertEquals(new ScaleDownFigures(3, 2, List.of(0, 2), List.of(2, 0)), figures);
        assertEquals(
                "2, of which 1 lost requests; 2 replicas ended as told; 1 of the scale-ups after them lost requests",
                figures.text());
        figures.judge(findings);
        assertEquals(
                List.of(
                        "only 2 of 3 scale-downs were done",
                        "1 replicas did not end as they were told",
                        "1 scale-downs lost requests: [0, 2]",
                        "1 scale-ups lost requests: [2, 0]"),
                findings.wrong());
    }

    private static ScaleDownFigures.Change change(long beginSecond, long goneSecond) {
        return new ScaleDownFigures.Change(beginSecond * 1_000_000_000, goneSecond * 1_000_000_000);
    }

    @Test
    void aContainerStaysInsideItsMemoryAndStartsInTime() {
        new PodFigures("ml-app-1", 5.9, false, 600, 1024, 0).judge(findings);
        new PodFigures("ml-app-2", 9, true, 600, 1024, 0).judge(findings);
        assertEquals(List.of(), findings.wrong());
        assertEquals(List.of(), findings.missed());
        new PodFigures("ml-app-3", 6.1, false, 1024, 1024, 1).judge(findings);
        assertEquals(
                List.of("1 processes of ml-app-3 were killed for want of memory", "ml-app-3 came to its memory limit"),
                findings.wrong());
        assertEquals(1, findings.missed().size());
    }

    private static Phase phase(String name, int succeeded, int refused) {
        List<RequestRecord> records = IntStream.range(0, succeeded + refused)
                .mapToObj(i -> Answers.record(i, i < succeeded ? 200 : 503))
                .toList();
        return Phase.of(name, records, 500);
    }

    private TestReport report(List<PodFigures> containers, List<Phase> load, Phase whileScaled) {
        return TestReport.of(
                findings,
                List.of(),
                containers,
                new AnswerFigures(8, 8, 0, 0, true),
                43.4,
                load,
                whileScaled,
                burst(200, 200),
                new ScaleDownFigures(1, 1, List.of(0), List.of(0)));
    }

    @Test
    void eachLoadIsJudgedByItselfAndScalingRefusesNone() {
        List<PodFigures> one = List.of(new PodFigures("ml-app-1", 4.5, false, 512.4, 1024, 0));
        TestReport report = report(one, List.of(phase("a", 95, 5), phase("b", 94, 6)), phase("scaled", 999, 1));
        assertEquals(List.of("the share refused in 'b' is 0.06, aimed at no more than 0.05"), report.missed());
        assertEquals(List.of("1 refused"), report.wrong());
    }

    @Test
    void theReportIsInThreeTablesAndALineEach() {
        TestReport report = report(
                List.of(
                        new PodFigures("ml-app-1", 4.5, false, 512.4, 1024, 0),
                        new PodFigures("ml-app-2", 5.5, false, 674, 1024, 0),
                        new PodFigures("dispatcher-3", 2, false, 300, 768, 0),
                        new PodFigures("ml-app-4", 7.25, true, 500, 1024, 0)),
                List.of(phase("one replica", 20, 0)),
                phase("scaled", 10, 0));
        String text = report.text();
        assertEquals("""
                container     ready after s     started  memory peak MiB  limit MiB  killed
                ml-app-1               4.50       alone              512       1024       0
                ml-app-2               5.50       alone              674       1024       0
                dispatcher-3           2.00       alone              300        768       0
                ml-app-4               7.25  under load              500       1024       0

                load         requests  succeeded  refused  failed  p50 ms  p99 ms
                one replica        20         20        0       0       0       0
                scaled             10         10        0       0       0       0

                answers: 8 of 8 photos got the same answer from both replicas; whether they are right is not judged
                start of ml-app: 5.00 (4.50 to 5.50) s, median (lowest to highest)
                capacity of one replica: 43 requests/s
                12 of the largest photos at once: 2 x 200
                scale-downs under load: 1, of which 0 lost requests; 1 replicas ended as told; 0 of the scale-ups after them lost requests
                """, text.substring(text.indexOf("container ")));
        assertEquals(List.of(), report.wrong());
    }
}
