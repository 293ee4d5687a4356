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

/** Many minutes of an even load: the last must be as the first. */
final class SoakRun {
    private static final int REPLICAS = 3;
    private static final double LOAD = 0.8;
    private static final int MINUTE_SECONDS = 60;
    private static final int WARM_UP_SECONDS = 5;
    private static final int WARM_UP_IN_FLIGHT = 12;
    private static final double MAX_GROWTH = 1.25;

    private SoakRun() {}

    static ChaosResult run(ChaosPlan plan, Stage stage, Load load) throws LaunchException, InterruptedException {
        stage.startDispatcher(stage.startStubs(REPLICAS, StubSettings.measured()));
        load.closedLoop(stage.door(), WARM_UP_IN_FLIGHT, WARM_UP_SECONDS);
        double rate = LOAD * REPLICAS * StubSettings.measured().imagesPerSecond();
        List<Double> memory = new ArrayList<>();
        List<Event> readings = new ArrayList<>();
        for (int minute = 1; minute <= plan.minutes(); minute++) {
            // A moment before the minute ends, since the last one ends with the load.
            readings.add(new Event(minute * MINUTE_SECONDS - 1, () -> memory.add(stage.memory())));
        }
        Say.line("%.0f requests/s for %d minutes", rate, plan.minutes());
        Load.Result run = load.run(stage.door(), rate, plan.minutes() * MINUTE_SECONDS, readings);
        List<Phase> phases = Phase.every(MINUTE_SECONDS, plan.minutes(), "minute", run.records(), plan.sloMillis());
        Phase first = phases.get(0);
        Phase last = phases.get(phases.size() - 1);
        Findings findings = new Findings()
                .ended(run.recording().fired(), run.records().size())
                .noneFailed(phases)
                .noneRefused(phases)
                .atMost("p50 at the end over that at the start", last.p50Millis() / first.p50Millis(), MAX_GROWTH, "")
                .atMost("p99 at the end over that at the start", last.p99Millis() / first.p99Millis(), MAX_GROWTH, "")
                .atMost(
                        "memory at the end over that at the start",
                        memory.get(memory.size() - 1) / memory.get(0),
                        MAX_GROWTH,
                        "");
        Map<String, Double> figures = new LinkedHashMap<>();
        for (int i = 0; i < memory.size(); i++) {
            figures.put("memory MiB, minute " + (i + 1), memory.get(i));
        }
        String setting = String.format(Locale.ROOT, "%d stubs, %.0f requests/s", REPLICAS, rate);
        return new ChaosResult(
                Scenario.SOAK.word(),
                setting,
                phases,
                figures,
                findings.wrong(),
                findings.missed(),
                run.lagP99Millis());
    }
}
