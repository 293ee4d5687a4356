package org.elasticml.loadtester.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.send.SimulatedQueue;
import org.elasticml.loadtester.send.TrialLoop;
import org.junit.jupiter.api.Test;

/** Whole searches in virtual time, against servers of known capacity. */
class SearchAccuracyTest {
    private static final int SEARCHES = 100;
    private static final double LIMIT_S = 0.5;
    private static final Slo SLO = Slo.parse("p99<500ms,errors<1%", 500);
    private static final Path DOCS = Path.of("../docs/load-testing.md");

    private record Setting(Arrivals arrivals, int perSecond, int windowS) {
        double capacity() {
            return arrivals == Arrivals.UNIFORM
                    ? perSecond
                    : new SingleServer(1.0 / perSecond).capacityPerSecond(LIMIT_S);
        }

        /** Percent; shorter windows of random arrivals promise nothing. */
        int leastWithinThree() {
            return arrivals == Arrivals.UNIFORM ? 100 : windowS < 60 ? 0 : 90;
        }
    }

    /**
     * @param error of the lower end, in percent of the capacity
     * @param seconds that the search takes
     */
    private record Found(double error, double seconds) {}

    /** Begins somewhere from half of what the server can do to all of it, as after a closed loop. */
    private static Found search(Setting setting, int seed) {
        double first = setting.perSecond() * (0.5 + 0.5 * new SplittableRandom(seed).nextDouble());
        SearchLimits limits = new SearchLimits(RateSearch.rounded(first), 10.0 / setting.windowS(), 1e6, 0.02);
        List<Tried> trials = new ArrayList<>();
        double seconds = 0;
        for (OptionalDouble rate = RateSearch.next(limits, trials);
                rate.isPresent();
                rate = RateSearch.next(limits, trials)) {
            TrialPlan plan = new TrialPlan(
                    rate.getAsDouble(),
                    setting.arrivals(),
                    1000L * seed + trials.size(),
                    5_000_000_000L,
                    setting.windowS() * 1_000_000_000L,
                    30_000_000_000L);
            TrialLoop loop = new TrialLoop(plan, SLO);
            SimulatedQueue queue = new SimulatedQueue(() -> 1_000_000_000L / setting.perSecond());
            loop.generate(queue);
            seconds += queue.nowNanos() / 1e9;
            trials.add(
                    new Tried(rate.getAsDouble(), loop.verdict().orElseThrow().held()));
        }
        double found = RateSearch.bracket(limits, trials).holdsAt().orElseThrow();
        return new Found(100 * (found / setting.capacity() - 1), seconds);
    }

    private static List<Found> searches(Setting setting) {
        return IntStream.range(0, SEARCHES)
                .parallel()
                .mapToObj(seed -> search(setting, seed))
                .toList();
    }

    private static long withinThree(List<Found> all) {
        return 100 * all.stream().filter(found -> Math.abs(found.error()) <= 3).count() / SEARCHES;
    }

    private static String row(Setting setting, List<Found> all) {
        double[] errors = all.stream().mapToDouble(Found::error).sorted().toArray();
        double worst = Math.abs(errors[0]) > errors[SEARCHES - 1] ? errors[0] : errors[SEARCHES - 1];
        return String.format(
                Locale.ROOT,
                "| %s | %d/s | %.1f/s | %d s | %+.1f %% | %+.1f %% | %d %% | %.0f min |",
                setting.arrivals().name().toLowerCase(Locale.ROOT),
                setting.perSecond(),
                setting.capacity(),
                setting.windowS(),
                errors[SEARCHES / 2],
                worst,
                withinThree(all),
                all.stream().mapToDouble(Found::seconds).average().orElseThrow() / 60);
    }

    /** So the table in the docs is what this code does. */
    @Test
    void isAsAccurateAsTheDocsSay() throws IOException {
        Map<Setting, List<Found>> found = Stream.of(
                        new Setting(Arrivals.UNIFORM, 50, 10),
                        new Setting(Arrivals.UNIFORM, 50, 30),
                        new Setting(Arrivals.UNIFORM, 50, 60),
                        new Setting(Arrivals.POISSON, 50, 10),
                        new Setting(Arrivals.POISSON, 50, 30),
                        new Setting(Arrivals.POISSON, 50, 60),
                        new Setting(Arrivals.POISSON, 250, 10),
                        new Setting(Arrivals.POISSON, 250, 30),
                        new Setting(Arrivals.POISSON, 250, 60))
                .collect(Collectors.toMap(
                        setting -> setting, SearchAccuracyTest::searches, (one, other) -> one, LinkedHashMap::new));
        List<String> rows = found.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
        found.forEach((setting, all) -> assertTrue(withinThree(all) >= setting.leastWithinThree(), setting::toString));
        List<String> docs = Files.readAllLines(DOCS);
        assertEquals(
                String.join("\n", rows),
                String.join("\n", rows.stream().filter(docs::contains).toList()));
    }

    /** What "known" rests on: 18 million requests at that rate, of which a hundredth is late. */
    @Test
    void knowsTheCapacityOfAServer() {
        double rate = new SingleServer(0.02).capacityPerSecond(LIMIT_S);
        double[] rates = new double[400_000];
        Arrays.fill(rates, rate);
        PrimitiveIterator.OfLong arrivals = Arrivals.POISSON.instantsNanos(Workload.of(rates), 1);
        long freeNanos = 0;
        int late = 0;
        int all = 0;
        while (arrivals.hasNext()) {
            long due = arrivals.nextLong();
            freeNanos = Math.max(freeNanos, due) + 20_000_000;
            late += freeNanos - due > LIMIT_S * 1e9 ? 1 : 0;
            all++;
        }
        assertEquals(0.01, (double) late / all, 0.0007);
    }
}
