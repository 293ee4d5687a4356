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
import org.elasticml.launcher.ServiceProcess;

/**
 * One fault under load: nothing may fail or be refused, and p99 must hold except right after it.
 *
 * <p>The load is a share of what the replicas can do that are there throughout: at 70 % of three, two could not do it.
 */
final class FaultRun {
    private static final int REPLICAS = 3;
    private static final long SHOCK_NANOS = 2_000_000_000L;
    private static final int MAX_WARM_UP_SECONDS = 5;
    private static final int WARM_UP_IN_FLIGHT = 12;

    private final Scenario scenario;
    private final ChaosPlan plan;
    private final Stage stage;
    private final Load load;
    private final Findings findings = new Findings();

    FaultRun(Scenario scenario, ChaosPlan plan, Stage stage, Load load) {
        this.scenario = scenario;
        this.plan = plan;
        this.stage = stage;
        this.load = load;
    }

    ChaosResult run() throws LaunchException, InterruptedException {
        Say.line("%s: starting a dispatcher and %d replicas", scenario.word(), REPLICAS);
        List<ServiceProcess> replicas = replicas();
        ServiceProcess victim = replicas.get(replicas.size() - 1);
        if (scenario == Scenario.DRAIN || scenario == Scenario.JOIN) {
            stage.startOpenDispatcher(replicas.subList(0, replicas.size() - 1));
        } else {
            stage.startDispatcher(replicas);
        }
        if (scenario == Scenario.DRAIN) {
            stage.register(victim);
        }
        double warmUp =
                load.closedLoop(stage.door(), WARM_UP_IN_FLIGHT, Math.min(MAX_WARM_UP_SECONDS, plan.seconds() / 4));
        int throughout = scenario == Scenario.JOIN ? REPLICAS : REPLICAS - 1;
        // Real ones share this machine's cores: what each did alone is more than all do together.
        double capacity = plan.real()
                ? warmUp * throughout / REPLICAS
                : throughout * StubSettings.measured().imagesPerSecond();
        double rate = plan.load() * capacity;
        Say.line("%s: %.0f requests/s for %d s", scenario.what(), rate, plan.seconds());
        Load.Result run = load.run(stage.door(), rate, plan.seconds(), events(victim));
        return result(run, victim, rate, throughout);
    }

    private List<ServiceProcess> replicas() throws LaunchException {
        int count = scenario == Scenario.JOIN ? REPLICAS + 1 : REPLICAS;
        if (!plan.real()) {
            return stage.startStubs(count, StubSettings.measured());
        }
        // An ml-app does not answer 500 because it is told to.
        boolean stubFails = scenario == Scenario.ERRORS;
        List<ServiceProcess> replicas = new ArrayList<>(stage.startMlApps(stubFails ? count - 1 : count));
        if (stubFails) {
            replicas.addAll(stage.startStubs(1, StubSettings.measured()));
        }
        return replicas;
    }

    private List<Event> events(ServiceProcess victim) {
        double at = plan.faultSecond();
        return switch (scenario) {
            case KILL -> List.of(new Event(at, () -> stage.kill(victim)));
            case STOP ->
                List.of(
                        new Event(at, () -> stage.freeze(victim)),
                        new Event(at + plan.stopSeconds(), () -> stage.thaw(victim)));
            case ERRORS -> List.of(new Event(at, () -> StubControl.answerWith(500, victim)));
            case JOIN -> List.of(new Event(at, () -> stage.register(victim)));
            case DRAIN ->
                List.of(new Event(
                        at,
                        () -> findings.count(stage.drain(victim), "the drained replica did not end as it was told")));
            default -> throw new IllegalStateException(scenario + " is no fault");
        };
    }

    private ChaosResult result(Load.Result run, ServiceProcess victim, double rate, int throughout) {
        long faultNanos = run.eventNanos().get(0);
        List<Phase> phases = Phase.around(faultNanos, SHOCK_NANOS, run.records(), plan.sloMillis());
        long answersBefore = answers(run, victim, 0, faultNanos);
        long answersAfter = answers(run, victim, faultNanos + SHOCK_NANOS, Long.MAX_VALUE);
        boolean serves = scenario == Scenario.JOIN || scenario == Scenario.STOP;
        // A harm that nobody could have felt shows nothing.
        findings.count(
                        answersBefore > 0 != (scenario == Scenario.JOIN),
                        "before the fault it gave " + answersBefore + " answers")
                .count(answersAfter > 0 == serves, "from 2 s after the fault it gave " + answersAfter + " answers");
        findings.ended(run.recording().fired(), run.records().size())
                .noneFailed(phases)
                .noneRefused(phases)
                .atMost("p99 before the fault", phases.get(0).p99Millis(), plan.sloMillis(), " ms")
                .atMost("p99 from 2 s after the fault", phases.get(2).p99Millis(), plan.sloMillis(), " ms");
        String setting = String.format(
                Locale.ROOT,
                "%s; %s; %.0f requests/s for %d s, %.0f %% of what %d can do",
                scenario.what(),
                plan.real() ? "ml-apps" : "stubs",
                rate,
                plan.seconds(),
                100 * plan.load(),
                throughout);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("fault at s", run.eventNanos().get(0) / 1e9);
        figures.put("its answers before", (double) answersBefore);
        figures.put("its answers from 2 s after the fault", (double) answersAfter);
        return new ChaosResult(
                scenario.word(), setting, phases, figures, findings.wrong(), findings.missed(), run.lagP99Millis());
    }

    /** How many of the requests due in that stretch the replica answered. */
    private static long answers(Load.Result run, ServiceProcess replica, long fromNanos, long toNanos) {
        String name = "127.0.0.1:" + replica.port();
        return run.records().stream()
                .filter(record -> record.intendedNanos() >= fromNanos && record.intendedNanos() < toNanos)
                .filter(record -> record.answer().replica().filter(name::equals).isPresent())
                .count();
    }
}
