package org.elasticml.bench.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.elasticml.bench.Say;
import org.elasticml.bench.chaos.Load.Event;
import org.elasticml.bench.stub.StubSettings;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.ServiceProcess;

/** From three replicas to two and back, again and again, under a load that two can do: nobody may notice. */
final class ScaleDownRun {
    private static final int STAY = 2;
    /** Time to drain one, and to start the next. */
    private static final int SECONDS_EACH = 6;

    private static final int WARM_UP_SECONDS = 3;
    private static final int WARM_UP_IN_FLIGHT = 12;
    private static final int FIRST_SECOND = 3;

    private final ChaosPlan plan;
    private final Stage stage;
    private final Load load;
    private final AtomicInteger drained = new AtomicInteger();

    ScaleDownRun(ChaosPlan plan, Stage stage, Load load) {
        this.plan = plan;
        this.stage = stage;
        this.load = load;
    }

    ChaosResult run() throws LaunchException, InterruptedException {
        List<ServiceProcess> stay = start(STAY);
        AtomicReference<ServiceProcess> goes = new AtomicReference<>(start(1).get(0));
        stage.startOpenDispatcher(stay);
        stage.register(goes.get());
        double measured = load.closedLoop(stage.door(), WARM_UP_IN_FLIGHT, WARM_UP_SECONDS);
        double capacity = plan.real()
                ? measured * STAY / (STAY + 1)
                : STAY * StubSettings.measured().imagesPerSecond();
        double rate = plan.load() * capacity;
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < plan.times(); i++) {
            events.add(new Event(FIRST_SECOND + i * SECONDS_EACH, () -> replace(goes)));
        }
        int seconds = FIRST_SECOND + plan.times() * SECONDS_EACH;
        Say.line("%.0f requests/s for %d s", rate, seconds);
        Load.Result run = load.run(stage.door(), rate, seconds, events);
        List<Phase> phases = List.of(Phase.of("all", run.records(), plan.sloMillis()));
        Findings findings = new Findings()
                .ended(run.recording().fired(), run.records().size())
                .noneFailed(phases)
                .noneRefused(phases)
                .count(
                        drained.get() == plan.times(),
                        drained.get() + " of " + plan.times() + " drained replicas ended as they were told");
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("replicas drained", (double) drained.get());
        String setting = String.format(
                Locale.ROOT,
                "one of three %s drained and another added, %d times; %.0f requests/s, %.0f %% of what two can do",
                plan.real() ? "ml-apps" : "stubs",
                plan.times(),
                rate,
                100 * plan.load());
        return new ChaosResult(
                Scenario.SCALE_DOWN.word(),
                setting,
                phases,
                figures,
                findings.wrong(),
                findings.missed(),
                run.lagP99Millis());
    }

    private List<ServiceProcess> start(int count) throws LaunchException {
        return plan.real() ? stage.startMlApps(count) : stage.startStubs(count, StubSettings.measured());
    }

    private void replace(AtomicReference<ServiceProcess> goes) throws LaunchException, InterruptedException {
        if (stage.drain(goes.get())) {
            drained.incrementAndGet();
        }
        goes.set(start(1).get(0));
        stage.register(goes.get());
    }
}
