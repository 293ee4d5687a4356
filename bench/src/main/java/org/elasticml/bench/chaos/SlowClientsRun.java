package org.elasticml.bench.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.elasticml.bench.Say;
import org.elasticml.bench.chaos.SlowClient.Cut;
import org.elasticml.bench.chaos.SlowClient.Part;
import org.elasticml.bench.chaos.SlowClients.Fates;
import org.elasticml.bench.measure.Spread;
import org.elasticml.bench.stub.StubSettings;
import org.elasticml.launcher.LaunchException;

/** An even load with slow clients beside it and without them, in turn: it must not feel them, and they must be cut off. */
final class SlowClientsRun {
    private static final int REPLICAS = 3;
    private static final double LOAD = 0.5;
    private static final int BODIES = 200;
    private static final int HEADERS = 50;
    private static final int TIMEOUT_MILLIS = 5_000;
    /** A byte's second, and what a busy machine takes. */
    private static final double LIMIT_SECONDS = TIMEOUT_MILLIS / 1e3 + 2;

    private static final int ROUNDS = 2;
    private static final int MIN_STRETCH_SECONDS = 12;
    private static final int WARM_UP_SECONDS = 5;
    private static final int WARM_UP_IN_FLIGHT = 12;

    private final ChaosPlan plan;
    private final Stage stage;
    private final Load load;
    private final Findings findings = new Findings();
    private final List<Phase> without = new ArrayList<>();
    private final List<Phase> with = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private double lagP99Millis;

    SlowClientsRun(ChaosPlan plan, Stage stage, Load load) {
        this.plan = plan;
        this.stage = stage;
        this.load = load;
    }

    ChaosResult run() throws LaunchException, InterruptedException {
        stage.set("BODY_TIMEOUT_MS", Integer.toString(TIMEOUT_MILLIS));
        stage.set("HEADER_TIMEOUT_MS", Integer.toString(TIMEOUT_MILLIS));
        stage.startDispatcher(stage.startStubs(REPLICAS, StubSettings.measured()));
        load.closedLoop(stage.door(), WARM_UP_IN_FLIGHT, WARM_UP_SECONDS);
        double rate = LOAD * REPLICAS * StubSettings.measured().imagesPerSecond();
        int seconds = Math.max(MIN_STRETCH_SECONDS, plan.seconds() / (2 * ROUNDS));
        Say.line("%.0f requests/s, %d times %d s without slow clients and with them", rate, ROUNDS, seconds);
        for (int round = 1; round <= ROUNDS; round++) {
            without.add(stretch("without " + round, rate, seconds));
            SlowClients slow = new SlowClients(stage.dispatcher().port(), BODIES, HEADERS);
            try (slow) {
                with.add(stretch("with " + round, rate, seconds));
            }
            judge(slow.fates());
        }
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            phases.add(without.get(i));
            phases.add(with.get(i));
        }
        findings.noneFailed(phases).noneRefused(phases);
        String setting = String.format(
                Locale.ROOT,
                "%d clients that send a byte of the body a second, and %d one of the headers, cut off after %d ms;"
                        + " %d stubs, %.0f requests/s",
                BODIES,
                HEADERS,
                TIMEOUT_MILLIS,
                REPLICAS,
                rate);
        return new ChaosResult(
                Scenario.SLOW_CLIENTS.word(),
                setting,
                phases,
                figures(),
                findings.wrong(),
                findings.missed(),
                lagP99Millis);
    }

    private Phase stretch(String name, double rate, int seconds) throws LaunchException, InterruptedException {
        Load.Result run = load.run(stage.door(), rate, seconds, List.of());
        findings.ended(run.recording().fired(), run.records().size());
        lagP99Millis = Math.max(lagP99Millis, run.lagP99Millis());
        Phase phase = Phase.of(name, run.records(), plan.sloMillis());
        Say.line("%s: p50 %.1f ms, p99 %.1f ms", name, phase.p50Millis(), phase.p99Millis());
        return phase;
    }

    private void judge(Fates fates) {
        cuts.addAll(fates.cuts());
        findings.count(!fates.cuts().isEmpty(), "no slow client was cut off");
        for (Part part : Part.values()) {
            long late = fates.cuts().stream()
                    .filter(cut -> cut.part() == part && cut.afterSeconds() > LIMIT_SECONDS)
                    .count();
            findings.count(
                    late == 0, late + " slow " + part.word() + " were cut off after more than " + LIMIT_SECONDS + " s");
        }
        long overdue = fates.openSeconds().stream()
                .filter(seconds -> seconds > LIMIT_SECONDS)
                .count();
        findings.count(overdue == 0, overdue + " slow clients were never cut off");
        long served = fates.cuts().stream()
                .filter(cut -> cut.answer().matches("HTTP/1[.]1 (2..|500).*"))
                .count();
        findings.count(served == 0, served + " slow clients were served, or answered 500");
    }

    private Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("attainment % without", 100 * attainment(without));
        figures.put("attainment % with", 100 * attainment(with));
        figures.put("p99 ms without", p99(without));
        figures.put("p99 ms with", p99(with));
        for (Part part : Part.values()) {
            List<Double> seconds = cuts.stream()
                    .filter(cut -> cut.part() == part)
                    .map(Cut::afterSeconds)
                    .toList();
            figures.put("slow " + part.word() + " cut off", (double) seconds.size());
            if (!seconds.isEmpty()) {
                Spread spread = Spread.of(seconds);
                figures.put("slow " + part.word() + " cut off after s, least", spread.min());
                figures.put("slow " + part.word() + " cut off after s, most", spread.max());
            }
        }
        cuts.forEach(cut -> figures.merge(
                "slow " + cut.part().word() + " told "
                        + (cut.answer().isEmpty() ? "nothing" : cut.answer().replaceFirst("^HTTP/1[.]1 ", "")),
                1.0,
                Double::sum));
        return figures;
    }

    private static double attainment(List<Phase> phases) {
        return phases.stream().mapToInt(Phase::inTime).sum()
                / (double) phases.stream().mapToInt(Phase::requests).sum();
    }

    private static double p99(List<Phase> phases) {
        return Spread.of(phases.stream().map(Phase::p99Millis).toList()).median();
    }
}
