package org.elasticml.bench.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.elasticml.bench.Say;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Project;
import org.elasticml.loadtester.photo.DrawnPhotos;
import org.elasticml.loadtester.photo.Photo;

/** A durable scenario again and again, each time with the next seed. */
final class DurableRuns {
    /** Small ones, since what is asked is whether they are mixed up. */
    private static final int SIDE_PIXELS = 224;

    private final Scenario scenario;
    private final ChaosPlan plan;
    private final int portBase;

    DurableRuns(Scenario scenario, ChaosPlan plan, int portBase) {
        this.scenario = scenario;
        this.plan = plan;
        this.portBase = portBase;
    }

    ChaosResult run() throws LaunchException, InterruptedException, IOException {
        List<Photo> photos = DrawnPhotos.draw(DurablePlan.REQUESTS, SIDE_PIXELS, SIDE_PIXELS, 1);
        Findings findings = new Findings();
        List<DurableRow> rows = new ArrayList<>();
        for (int i = 1; i <= plan.times(); i++) {
            long seed = plan.seed() + i - 1;
            try (Stage stage = new Stage(Project.current(), portBase)) {
                DurableRun run = new DurableRun(scenario, plan.real(), seed, stage, photos);
                rows.add(run.run("run " + i + ": ", findings));
            }
            DurableRow row = rows.get(rows.size() - 1);
            Say.line(
                    "%s %d of %d, seed %d: harm at %.2f s, %d accepted, %d answered, the last after %.1f s",
                    scenario.word(),
                    i,
                    plan.times(),
                    seed,
                    row.harmSeconds(),
                    row.accepted(),
                    row.answered(),
                    row.lastSecond());
        }
        return result(rows, findings);
    }

    private ChaosResult result(List<DurableRow> rows, Findings findings) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("accepted", sum(rows, DurableRow::accepted));
        figures.put("answered", sum(rows, DurableRow::answered));
        figures.put("lost", sum(rows, DurableRow::lost));
        figures.put("different from the direct answer", sum(rows, DurableRow::different));
        figures.put("changed when read again", sum(rows, DurableRow::changed));
        figures.put("read before the harm", sum(rows, DurableRow::readBefore));
        figures.put(
                "longest s",
                rows.stream().mapToDouble(DurableRow::longestSeconds).max().orElse(Double.NaN));
        String setting = String.format(
                Locale.ROOT,
                "%s; %d asynchronous requests each time, three %s, queue in Redis, appendfsync always",
                scenario.what(),
                DurablePlan.REQUESTS,
                plan.real() ? "ml-apps" : "stubs");
        return ChaosResult.of(scenario, setting, rows, figures, findings);
    }

    private static double sum(List<DurableRow> rows, ToDoubleFunction<DurableRow> of) {
        return rows.stream().mapToDouble(of).sum();
    }
}
