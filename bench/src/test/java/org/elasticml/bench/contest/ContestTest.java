package org.elasticml.bench.contest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContestTest {
    private final List<String> turns = new ArrayList<>();

    /** Each of its turns is as fast as the next of these. */
    private Contender contender(String name, double... imagesPerSecond) {
        return new Contender() {
            private int turn;

            @Override
            public String name() {
                return name;
            }

            @Override
            public double imagesPerSecond(Duration duration) {
                turns.add(name);
                return imagesPerSecond[turn++];
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void measuresInTurnAndLeavesWarmUpsOut() throws Exception {
        Contest contest = Contest.run(
                List.of(contender("a", 1, 1, 1, 10, 20), contender("b", 1, 1, 1, 30, 80)),
                2,
                Duration.ofMillis(1),
                line -> {});
        assertEquals(List.of("a", "b", "a", "b", "a", "b", "a", "b", "a", "b"), turns);
        assertEquals(Map.of("a", List.of(10.0, 20.0), "b", List.of(30.0, 80.0)), contest.results());
        String table = contest.table("speed").toString();
        assertTrue(table.contains("over a (min to max)"), table);
        assertTrue(table.contains("3.50 (3.00 to 4.00)"), table);
    }

    @Test
    void aTaskThatFailsNamesItsContender() {
        Workers failing = new Workers(
                "failing",
                List.of(() -> 2, () -> {
                    throw new IllegalStateException("no more");
                }),
                () -> turns.add("released"));
        IOException e = assertThrows(IOException.class, () -> failing.imagesPerSecond(Duration.ofMillis(5)));
        assertEquals("failing broke down: java.lang.IllegalStateException: no more", e.getMessage());
        failing.close();
        assertEquals(List.of("released"), turns);
    }
}
