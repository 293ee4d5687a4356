package org.elasticml.simulator.play;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.elasticml.simulator.play.Part.SeedResult;

/**
 * Each load with each service time and boot: the scenarios, and each of them with each policy and seed. The same grid gives
 * the same results, whatever the number of threads.
 *
 * @param policies no two of the same name
 */
public record Grid(
        Setup setup, List<Load> loads, List<Service> services, List<Double> bootSeconds, List<PolicyChoice> policies) {
    /** So many scenarios are all drawn; of more, the first of each workload. */
    private static final int MOST_DRAWN = 8;

    public List<Scenario> scenarios() {
        List<Scenario> scenarios = new ArrayList<>();
        for (Load load : loads) {
            for (Service service : services) {
                scenarios.addAll(withEachBoot(load, service));
            }
        }
        return scenarios;
    }

    private List<Scenario> withEachBoot(Load load, Service service) {
        return bootSeconds.stream()
                .map(boot -> new Scenario(load, service, boot))
                .toList();
    }

    private List<Scenario> drawn() {
        List<Scenario> all = scenarios();
        if (all.size() <= MOST_DRAWN) {
            return all;
        }
        List<Scenario> firsts = new ArrayList<>();
        for (Scenario scenario : all) {
            if (firsts.stream()
                    .noneMatch(
                            first -> first.load().name().equals(scenario.load().name()))) {
                firsts.add(scenario);
            }
        }
        return firsts.subList(0, Math.min(MOST_DRAWN, firsts.size()));
    }

    private List<String> candidates() {
        return policies.stream()
                .flatMap(policy -> policy.candidates().stream())
                .distinct()
                .toList();
    }

    /** How many runs there are. */
    public int runs() {
        return scenarios().size() * candidates().size() * setup.seeds();
    }

    /** How many requests they are going to play, but for chance. */
    public double requests() {
        double each =
                loads.stream().mapToDouble(load -> load.workload().requests()).sum();
        return each * services.size() * bootSeconds.size() * candidates().size() * setup.seeds();
    }

    /**
     * @param threads at least 1
     * @return in the order of {@link #scenarios}
     */
    public List<ScenarioResult> play(int threads, Progress progress) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<List<Future<List<SeedResult>>>> groups = new ArrayList<>();
            List<Scenario> drawn = drawn();
            for (Load load : loads) {
                for (Service service : services) {
                    List<Future<List<SeedResult>>> seeds = new ArrayList<>();
                    for (long seed : setup.eachSeed()) {
                        List<Scenario> kept = seed == setup.firstSeed() ? drawn : List.of();
                        Part part = new Part(setup, candidates(), seed);
                        seeds.add(pool.submit(() -> part.play(withEachBoot(load, service), kept, progress)));
                    }
                    groups.add(seeds);
                }
            }
            return results(groups);
        } finally {
            pool.shutdownNow();
        }
    }

    private List<ScenarioResult> results(List<List<Future<List<SeedResult>>>> groups) throws InterruptedException {
        List<Scenario> scenarios = scenarios();
        List<ScenarioResult> results = new ArrayList<>();
        for (List<Future<List<SeedResult>>> seeds : groups) {
            for (int boot = 0; boot < bootSeconds.size(); boot++) {
                List<SeedResult> each = new ArrayList<>();
                for (Future<List<SeedResult>> seed : seeds) {
                    each.add(got(seed).get(boot));
                }
                results.add(Summing.of(scenarios.get(results.size()), policies, each));
            }
        }
        return results;
    }

    private static <T> T got(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
