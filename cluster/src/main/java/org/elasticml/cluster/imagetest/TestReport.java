package org.elasticml.cluster.imagetest;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.elasticml.bench.chaos.Findings;
import org.elasticml.bench.chaos.Phase;
import org.elasticml.bench.measure.Spread;
import org.elasticml.bench.measure.TextTable;
import org.elasticml.cluster.images.ImageSizes;

/**
 * What a run came to; the components' names are those of the JSON file, there in snake case.
 *
 * @param replicaStartSeconds of ml-app, from container start to ready, while nothing else was done
 * @param capacityPerSecond what one replica answered with requests always waiting
 * @param load all that was put on it, in its order
 * @param wrong counts that are wrong
 * @param missed thresholds that were missed
 */
record TestReport(
        List<ImageSizes> images,
        List<PodFigures> containers,
        Spread replicaStartSeconds,
        AnswerFigures answers,
        double capacityPerSecond,
        List<Phase> load,
        BurstFigures largest,
        ScaleDownFigures scaleDowns,
        List<String> wrong,
        List<String> missed) {
    /** At 90 % of what it can do, a queue comes and goes by chance; who would wait too long is refused. */
    private static final double MAX_REFUSED_SHARE = 0.05;

    /**
     * What was measured, judged.
     *
     * @param findings what was found against it before
     * @param load what was put on one replica
     * @param whileScaled what was put on two, while one went and another came
     */
    static TestReport of(
            Findings findings,
            List<ImageSizes> images,
            List<PodFigures> containers,
            AnswerFigures answers,
            double capacityPerSecond,
            List<Phase> load,
            Phase whileScaled,
            BurstFigures largest,
            ScaleDownFigures scaleDowns) {
        List<Phase> all = Stream.concat(load.stream(), Stream.of(whileScaled)).toList();
        findings.noneFailed(all).noneRefused(List.of(whileScaled));
        load.forEach(phase -> findings.atMost(
                "the share refused in '" + phase.name() + "'",
                phase.refused() / (double) phase.requests(),
                MAX_REFUSED_SHARE,
                ""));
        containers.forEach(container -> container.judge(findings));
        answers.judge(findings);
        largest.judge(findings);
        scaleDowns.judge(findings);
        return new TestReport(
                images,
                containers,
                Spread.of(containers.stream()
                        .filter(container -> container.name().startsWith("ml-app") && !container.underLoad())
                        .map(PodFigures::readySeconds)
                        .toList()),
                answers,
                capacityPerSecond,
                all,
                largest,
                scaleDowns,
                findings.wrong(),
                findings.missed());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(ImageSizes.table(images)).append("\n\n");
        text.append(containerTable()).append('\n');
        text.append(loadTable(load)).append('\n');
        line(text, "answers", answers.text());
        line(text, "start of ml-app", replicaStartSeconds.text(2) + " s, median (lowest to highest)");
        line(text, "capacity of one replica", number("%.0f requests/s", capacityPerSecond));
        line(text, "12 of the largest photos at once", largest.text());
        line(text, "scale-downs under load", scaleDowns.text());
        wrong.forEach(what -> line(text, "WRONG", what));
        missed.forEach(what -> line(text, "missed", what));
        return text.toString();
    }

    private TextTable containerTable() {
        TextTable table =
                new TextTable("container", "ready after s", "started", "memory peak MiB", "limit MiB", "killed");
        for (PodFigures each : containers) {
            table.row(
                    each.name(),
                    number("%.2f", each.readySeconds()),
                    each.underLoad() ? "under load" : "alone",
                    number("%.0f", each.peakMebibytes()),
                    number("%.0f", each.limitMebibytes()),
                    Long.toString(each.kills()));
        }
        return table;
    }

    static TextTable loadTable(List<Phase> load) {
        TextTable table = new TextTable("load", "requests", "succeeded", "refused", "failed", "p50 ms", "p99 ms");
        for (Phase phase : load) {
            table.row(
                    phase.name(),
                    Integer.toString(phase.requests()),
                    Integer.toString(phase.succeeded()),
                    Integer.toString(phase.refused()),
                    Integer.toString(phase.failed()),
                    number("%.0f", phase.p50Millis()),
                    number("%.0f", phase.p99Millis()));
        }
        return table;
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
