package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFoldersTest {
    @TempDir
    Path folder;

    /** As a list of files has it, 10 comes before 2. */
    @Test
    void readsRoundsInTheirOrder() throws IOException {
        Deployment deployment = RunFolders.read("a", MadeUpRuns.rounds(folder, 11, 1, 0));
        assertEquals(
                IntStream.rangeClosed(1, 11).mapToObj(String::valueOf).toList(),
                deployment.rounds().stream()
                        .map(round -> round.run().settings().get("seed"))
                        .toList());
        assertFalse(deployment.isCut());
        assertEquals(11, deployment.pieces(1).size());
    }

    @Test
    void cutsASingleRun() throws IOException {
        Deployment deployment = RunFolders.read("a", MadeUpRuns.write(folder, MadeUpRuns.run(1, 1, 1)));
        assertTrue(deployment.isCut());
        assertEquals(5, deployment.pieces(5).size());
        assertEquals(
                deployment.pooled().requests(),
                deployment.pieces(5).stream()
                        .mapToInt(piece -> piece.requests())
                        .sum());
    }

    @Test
    void saysThatThereIsNoRun() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        MadeUpRuns.write(folder.resolve("a/b/c"), MadeUpRuns.run(1, 1, 1));
        assertTrue(message().contains("holds no run"), this::message);
    }

    /** As {@code replay --agents --repeat} leaves them, of which an agent died in the second. */
    @Test
    void agentsDoTheSameWorkInEachRun() throws IOException {
        MadeUpRuns.write(
                folder.resolve("seed-1"),
                MadeUpRuns.closedLoop(1, Map.of("seed", "1", "agents", "a:1, b:1", "start skew", "at most 0.300 ms")));
        MadeUpRuns.write(
                folder.resolve("seed-2"),
                MadeUpRuns.closedLoop(
                        2,
                        Map.of(
                                "seed", "2",
                                "agents", "a:1, b:1",
                                "start skew", "at most 0.700 ms",
                                "agent b:1", "100 of 200 sent")));
        assertEquals(2, RunFolders.read("a", folder).rounds().size());
    }

    /** As {@code bench --concurrency 1,2} leaves them. */
    @Test
    void runsOfDifferentWorkAreNoRounds() throws IOException {
        MadeUpRuns.write(folder.resolve("users-1"), MadeUpRuns.closedLoop(1, Map.of("concurrency", "1", "seed", "1")));
        MadeUpRuns.write(folder.resolve("users-2"), MadeUpRuns.closedLoop(1, Map.of("concurrency", "2", "seed", "2")));
        assertTrue(message().endsWith("they differ in concurrency"), this::message);
    }

    private String message() {
        return assertThrows(ReportFormatException.class, () -> RunFolders.read("a", folder))
                .getMessage();
    }

    @Test
    void pairsWhatDidTheSame() {
        assertTrue(deployment(run(1), run(2)).isPairedWith(deployment(run(1), run(2))));
        assertFalse(deployment(run(1), run(2)).isPairedWith(deployment(run(1), run(3))));
        assertFalse(deployment(run(1), run(2)).isPairedWith(deployment(run(1))));
        Report users = MadeUpRuns.closedLoop(1, Map.of("concurrency", "4", "seed", "1"));
        Report others = MadeUpRuns.closedLoop(2, Map.of("concurrency", "4", "seed", "1"));
        Report more = MadeUpRuns.closedLoop(1, Map.of("concurrency", "8", "seed", "1"));
        assertTrue(deployment(users).isPairedWith(deployment(others)));
        assertFalse(deployment(users).isPairedWith(deployment(more)));
        assertFalse(deployment(users).isPairedWith(deployment(run(1))));
    }

    private static Report run(long seed) {
        return MadeUpRuns.run(seed, 1, 0);
    }

    private static Deployment deployment(Report... rounds) {
        return new Deployment("a", "there", List.of(rounds), false);
    }
}
