package org.elasticml.loadtester.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.loadtester.send.SimulatedQueue;
import org.elasticml.loadtester.send.TrialLoop;

public final class SearchAccuracy {
    static final Slo SLO = Slo.parse("p99<500ms,errors<1%", 500);

    record Found(Bracket bracket, List<Tried> trials, double seconds, int extraWindows) {}

    static Found search(
            Arrivals arrivals, long serviceNanos, double windowS, double settleS, double precision, long seed) {
        SearchLimits limits = new SearchLimits(
                0.5e9 / serviceNanos * (0.7 + 0.3 * new java.util.Random(seed).nextDouble()),
                10 / windowS,
                1e6,
                precision);
        List<Tried> trials = new ArrayList<>();
        double seconds = 0;
        int extra = 0;
        for (OptionalDouble rate = RateSearch.next(limits, trials);
                rate.isPresent();
                rate = RateSearch.next(limits, trials)) {
            TrialPlan plan = new TrialPlan(
                    rate.getAsDouble(),
                    arrivals,
                    seed * 1000 + trials.size(),
                    (long) (settleS * 1e9),
                    (long) (windowS * 1e9),
                    30_000_000_000L);
            TrialLoop loop = new TrialLoop(plan, SLO);
            SimulatedQueue queue = new SimulatedQueue(() -> serviceNanos);
            loop.generate(queue);
            seconds += queue.nowNanos() / 1e9;
            TrialVerdict v = loop.verdict().orElseThrow();
            extra += v.windows() - 1;
            trials.add(new Tried(rate.getAsDouble(), v.held()));
        }
        return new Found(RateSearch.bracket(limits, trials), trials, seconds, extra);
    }

    /** p99 of an M/D/1 sojourn time as Cramér–Lundberg's approximation has it. */
    static double capacity(double serviceS, double limitS) {
        double low = 0.01 / serviceS, high = 0.9999 / serviceS;
        for (int i = 0; i < 200; i++) {
            double mid = (low + high) / 2;
            if (tail(mid, serviceS, limitS - serviceS) < 0.01) low = mid;
            else high = mid;
        }
        return low;
    }

    static double tail(double lambda, double s, double t) {
        double lo = 1e-9, hi = 1e4 / s * 1e-2;
        double a = 1e-6 / s, b = 20 / s;
        for (int i = 0; i < 200; i++) {
            double m = (a + b) / 2;
            if (lambda * Math.expm1(m * s) < m) a = m;
            else b = m;
        }
        double theta = a;
        return (1 - lambda * s) / (lambda * s * Math.exp(theta * s) - 1) * Math.exp(-theta * t);
    }

    public static void main(String[] args) {
        int n = Integer.parseInt(args[0]);
        for (double serviceMs : new double[] {20, 4, 1.3})
            for (Arrivals arrivals : List.of(Arrivals.UNIFORM, Arrivals.POISSON)) {
                double truth = arrivals == Arrivals.UNIFORM ? 1e3 / serviceMs : capacity(serviceMs / 1e3, 0.5);
                for (double window : new double[] {10, 30, 60}) {
                    List<Found> all = IntStream.range(0, n)
                            .parallel()
                            .mapToObj(seed -> search(arrivals, (long) (serviceMs * 1e6), window, 5, 0.02, seed))
                            .toList();
                    double[] errors = all.stream()
                            .mapToDouble(f -> 100 * (f.bracket().holdsAt().orElse(0) / truth - 1))
                            .sorted()
                            .toArray();
                    double[] abs = Arrays.stream(errors).map(Math::abs).sorted().toArray();
                    double within =
                            100.0 * Arrays.stream(abs).filter(e -> e <= 3).count() / n;
                    double covers = 100.0
                            * all.stream()
                                    .filter(f -> f.bracket().holdsAt().orElse(0) <= truth
                                            && truth <= f.bracket().missesAt().orElse(1e9))
                                    .count()
                            / n;
                    double width = all.stream()
                            .mapToDouble(f -> 100
                                    * (1
                                            - f.bracket().holdsAt().orElse(0)
                                                    / f.bracket().missesAt().orElse(1e9)))
                            .average()
                            .orElse(0);
                    System.out.printf(
                            Locale.ROOT,
                            "%s s=%.0f truth %.2f window %.0f: median %.2f%% median|e| %.2f p5 %.2f p95 %.2f worst %.2f..%.2f within3 %.0f%% covers %.0f%% width %.1f trials %.1f seconds %.0f extra %.2f%n",
                            arrivals,
                            serviceMs,
                            truth,
                            window,
                            errors[n / 2],
                            abs[n / 2],
                            errors[n / 20],
                            errors[n - 1 - n / 20],
                            errors[0],
                            errors[n - 1],
                            within,
                            covers,
                            width,
                            all.stream()
                                    .mapToInt(f -> f.trials().size())
                                    .average()
                                    .orElse(0),
                            all.stream().mapToDouble(Found::seconds).average().orElse(0),
                            all.stream().mapToInt(Found::extraWindows).average().orElse(0));
                }
            }
    }
}
