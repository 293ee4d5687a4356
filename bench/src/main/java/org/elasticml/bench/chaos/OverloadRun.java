package org.elasticml.bench.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.elasticml.bench.Say;
import org.elasticml.bench.chaos.Load.Event;
import org.elasticml.bench.stub.StubSettings;
import org.elasticml.launcher.LaunchException;

/** Lasting overload: those who are served must be served in time, the others told at once. */
final class OverloadRun {
    private static final int REPLICAS = 3;
    private static final double TIMES_CAPACITY = 3;
    private static final int WARM_UP_SECONDS = 3;
    private static final int CAPACITY_SECONDS = 10;
    /** Two best batches for each: none is ever without work, and none has more than a batch waiting. */
    private static final int IN_FLIGHT = REPLICAS * 2 * StubSettings.measured().bestBatch();

    private static final double MIN_GOODPUT_SHARE = 0.9;
    private static final double MAX_REFUSAL_P99_MILLIS = 50;
    private static final double MAX_GROWTH = 1.25;

    private OverloadRun() {}

    static ChaosResult run(ChaosPlan plan, Stage stage, Load load) throws LaunchException, InterruptedException {
        stage.startDispatcher(stage.startStubs(REPLICAS, StubSettings.measured()));
        load.closedLoop(stage.door(), IN_FLIGHT, WARM_UP_SECONDS);
        double capacity = load.closedLoop(stage.door(), IN_FLIGHT, CAPACITY_SECONDS);
        double rate = TIMES_CAPACITY * capacity;
        Say.line("capacity %.0f requests/s; now %.0f for %d s", capacity, rate, plan.seconds());
        // Not before the overload: a heap takes the size that its load asks for. What may not happen is that it goes
        // on.
        List<Double> memory = new ArrayList<>();
        List<Event> readings = List.of(
                new Event(plan.seconds() / 6.0, () -> memory.add(stage.memory())),
                new Event(plan.seconds() - 1, () -> memory.add(stage.memory())));
        Load.Result run = load.run(stage.door(), rate, plan.seconds(), readings);
        double memoryBefore = memory.get(0);
        double memoryAfter = memory.get(1);
        List<Phase> phases = List.of(Phase.of("all", run.records(), plan.sloMillis()));
        Phase all = phases.get(0);
        double goodput = (double) all.inTime() / plan.seconds();
        Findings findings = new Findings()
                .ended(run.recording().fired(), run.records().size())
                .noneFailed(phases)
                .count(all.refused() > 0, "nothing was refused: this was no overload")
                .atLeast("goodput over capacity", goodput / capacity, MIN_GOODPUT_SHARE, "")
                .atMost("p99 of a refusal", all.refusalP99Millis(), MAX_REFUSAL_P99_MILLIS, " ms")
                .atMost("memory at the end over that after a sixth of it", memoryAfter / memoryBefore, MAX_GROWTH, "");
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("capacity per second", capacity);
        figures.put("goodput per second", goodput);
        figures.put("goodput over capacity", goodput / capacity);
        figures.put("memory after a sixth of it MiB", memoryBefore);
        figures.put("memory at the end MiB", memoryAfter);
        String setting =
                String.format(Locale.ROOT, "%d stubs, %.0f requests/s for %d s", REPLICAS, rate, plan.seconds());
        return new ChaosResult(
                Scenario.OVERLOAD.word(),
                setting,
                phases,
                figures,
                findings.wrong(),
                findings.missed(),
                run.lagP99Millis());
    }
}
