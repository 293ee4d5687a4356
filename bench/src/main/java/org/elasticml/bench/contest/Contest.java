package org.elasticml.bench.contest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.elasticml.bench.measure.Spread;
import org.elasticml.bench.measure.TextTable;

/**
 * Measures contenders in turn, again and again: what else the machine does meets all of them alike.
 *
 * @param results of each contender, images a second, one value a round
 */
public record Contest(Map<String, List<Double>> results) {
    /** Compilers, caches and libtorch's profiling of a graph have settled after that; three turns for each. */
    private static final int WARM_UPS = 3;

    /**
     * @param rounds how often each is measured, at least once
     * @param turn how long, each time
     * @param progress hears of each round
     */
    public static Contest run(List<Contender> contenders, int rounds, Duration turn, Consumer<String> progress)
            throws IOException, InterruptedException {
        Map<String, List<Double>> results = new LinkedHashMap<>();
        for (int round = 1 - WARM_UPS; round <= rounds; round++) {
            StringBuilder line = new StringBuilder(round < 1 ? "warming up" : "round " + round + " of " + rounds);
            for (Contender contender : contenders) {
                double imagesPerSecond = contender.imagesPerSecond(round < 1 ? turn.dividedBy(2) : turn);
                line.append(String.format(Locale.ROOT, ", %s %.1f", contender.name(), imagesPerSecond));
                if (round >= 1) {
                    results.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                            .add(imagesPerSecond);
                }
            }
            progress.accept(line + " images/s");
        }
        return new Contest(results);
    }

    /** A row for each contender, compared with the first one. */
    public TextTable table(String of) {
        Map.Entry<String, List<Double>> firstOne = results.entrySet().iterator().next();
        List<Double> first = firstOne.getValue();
        TextTable table = new TextTable(
                of, "images/s (min to max)", "ms an image", "over " + firstOne.getKey() + " (min to max)");
        results.forEach((name, values) -> {
            Spread rate = Spread.of(values);
            table.row(
                    name,
                    rate.text(1),
                    String.format(Locale.ROOT, "%.3f", 1000 / rate.median()),
                    values == first ? "1" : Spread.ofRatios(values, first).text(2));
        });
        return table;
    }
}
