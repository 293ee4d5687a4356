package org.elasticml.bench.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DurableJudgeTest {
    private static final long S = 1_000_000_000L;
    private static final long HARM = 2 * S;
    private static final Posts FINE = new Posts(0, 0, Map.of());
    private static final DurableJudge JUDGE = new DurableJudge(
            IntStream.range(0, DurablePlan.REQUESTS)
                    .mapToObj(image -> Classes.of(answer(image)).orElseThrow())
                    .toList(),
            0);

    private static ObjectNode answer(int image) {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        answer.put("outcome", "succeeded").put("label", "c" + image).put("class_id", image);
        answer.put("confidence", 0.5).putArray("top");
        return answer;
    }

    private static Errand errand(int image, Reading first, Reading again) {
        return new Errand(image, "/results/" + image, S, first, Optional.of(again));
    }

    private static Errand good(int image) {
        return with(image, answer(image), answer(image));
    }

    private static Errand with(int image, JsonNode first, JsonNode again) {
        return errand(image, Reading.of(first, 3 * S), Reading.of(again, 9 * S));
    }

    /** All are good but this one. */
    private static List<Errand> but(Errand other) {
        List<Errand> errands = new ArrayList<>();
        for (int i = 0; i < DurablePlan.REQUESTS; i++) {
            errands.add(i == other.image() ? other : good(i));
        }
        return errands;
    }

    private static List<String> wrong(List<Errand> errands, Posts posts, boolean redisAlone) {
        Findings findings = new Findings();
        DurableRow row = JUDGE.row(1, errands, HARM, posts, Optional.of(500L));
        DurableJudge.judge(row, errands, posts, redisAlone, "", findings);
        return findings.wrong();
    }

    @Test
    void countsARunInWhichAllIsWell() {
        List<Errand> errands = but(errand(7, Reading.of(answer(7), S + 1), Reading.of(answer(7), 9 * S)));
        DurableRow row = JUDGE.row(3, errands, HARM, new Posts(4, 5, Map.of()), Optional.of(512L));
        assertEquals(new DurableRow(3, 2, 500, 4, 5, 500, 0, 0, 0, 0, 1, 3, 2, 12), row);
        assertEquals(List.of(), wrong(errands, FINE, true));
    }

    @Test
    void aResultThatIsNotThereIsLost() {
        List<Errand> errands = but(errand(7, Reading.none("HTTP 410", 3 * S), Reading.none("HTTP 410", 9 * S)));
        assertEquals(499, JUDGE.row(3, errands, HARM, FINE, Optional.empty()).answered());
        assertEquals(
                List.of("1 accepted ones were lost, the first one (image 7, /results/7): HTTP 410"),
                wrong(errands, FINE, false));
    }

    @Test
    void aResultThatIsGoneWhenReadAgainHasChanged() {
        List<Errand> gone = but(errand(7, Reading.of(answer(7), 3 * S), Reading.none("HTTP 404", 9 * S)));
        assertEquals(List.of("1 results changed"), wrong(gone, FINE, false));
        List<Errand> other = but(with(7, answer(7), answer(7).put("replica", "another")));
        assertEquals(List.of("1 results changed"), wrong(other, FINE, false));
    }

    @Test
    void theAnswerToAnotherImageIsDifferent() {
        assertEquals(
                List.of("1 results are not what a replica answers"),
                wrong(but(with(7, answer(8), answer(8))), FINE, false));
    }

    @Test
    void anAcceptedOneMayNotBeRefusedLater() {
        ObjectNode refused = new ObjectMapper().createObjectNode().put("outcome", "refused");
        assertEquals(
                List.of("1 accepted ones were refused or failed later, the first one: {\"outcome\":\"refused\"}"),
                wrong(but(with(7, refused, refused)), FINE, false));
    }

    @Test
    void allMustBeAcceptedInTheEndUnderIdsOfTheirOwn() {
        List<Errand> errands = new ArrayList<>(but(good(0)));
        errands.remove(0);
        assertEquals(List.of("499 of 500 were accepted"), wrong(errands, FINE, false));
        errands.add(new Errand(0, "/results/1", S, good(0).first(), good(0).again()));
        assertEquals(List.of("1 were given another one's id"), wrong(errands, FINE, false));
    }

    @Test
    void whileRedisIsAwayEachPostHasAnAnswerAnd503IsTheOnlyOther() {
        List<Errand> errands = but(good(0));
        assertEquals(List.of(), wrong(errands, new Posts(9, 9, Map.of()), false));
        assertEquals(List.of(), wrong(errands, new Posts(9, 0, Map.of()), true));
        assertEquals(List.of("9 posts had no answer"), wrong(errands, new Posts(9, 9, Map.of()), true));
        assertEquals(List.of("answered with {500=2}"), wrong(errands, new Posts(0, 0, Map.of(500, 2)), true));
    }

    @Test
    void harmThatNobodyCouldFeelShowsNothing() {
        List<Errand> errands = but(good(0));
        Findings findings = new Findings();
        DurableRow row = JUDGE.row(1, errands, 4 * S, FINE, Optional.empty());
        DurableJudge.judge(row, errands, FINE, false, "run 1: ", findings);
        assertEquals(List.of("run 1: all was over before the harm"), findings.wrong());
    }

    @Test
    void aRowOfTheTableForEachRun() {
        DurableRow row = JUDGE.row(42, but(good(0)), HARM, FINE, Optional.empty());
        String[] lines = DurableRow.table(List.of(row, row)).split("\n");
        assertEquals(3, lines.length);
        assertTrue(lines[2].matches("2 +42 +2[.]00 +500 +0 +0 +500 +0 +0 +0 +0 +0 +3[.]00 +2[.]00 +-"), lines[2]);
    }
}
