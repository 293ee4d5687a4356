package org.elasticml.simulator.play;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.elasticml.core.simulate.SimulationResult;
import org.elasticml.core.simulate.Yardsticks;

/** What is computed in one go: one seed's arrivals, served in a certain time, with all boots and policies. */
final class Part {
    /** What came of a scenario with one seed; the results of each candidate are kept if they are to be drawn. */
    record SeedResult(
            long requests, Bounds bounds, Map<String, Outcome> outcomes, Map<String, SimulationResult> results) {}

    private final Setup setup;
    private final List<String> candidates;
    private final long seed;

    Part(Setup setup, List<String> candidates, long seed) {
        this.setup = setup;
        this.candidates = candidates;
        this.seed = seed;
    }

    /**
     * @param scenarios that differ by their boots only
     * @param drawn those of which the results are to be kept
     * @return a result a scenario
     */
    List<SeedResult> play(List<Scenario> scenarios, List<Scenario> drawn, Progress progress) {
        Load load = scenarios.get(0).load();
        Service service = scenarios.get(0).service();
        long[] arrivals = arrivals(load);
        Yardsticks yardsticks = new Yardsticks(
                arrivals,
                load.workload().seconds(),
                Math.round(1e9 * service.leastSeconds()),
                setup.sloNanos(),
                Setup.LATE_SHARE);
        boolean searched = Bounds.areSearched(yardsticks, arrivals.length);
        double hindsight = searched ? yardsticks.hindsight(0).coreSeconds() : Double.NaN;
        return scenarios.stream()
                .map(scenario -> {
                    Player player = new Player(setup, scenario, seed, arrivals);
                    Bounds bounds = Bounds.of(
                            yardsticks, hindsight, scenario.bootSeconds(), player.initialReplicas(), searched);
                    return play(player, arrivals.length, bounds, drawn.contains(scenario), progress);
                })
                .toList();
    }

    private SeedResult play(Player player, long requests, Bounds bounds, boolean kept, Progress progress) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Map<String, SimulationResult> results = new LinkedHashMap<>();
        for (String candidate : candidates) {
            int fixed = player.fixedReplicas(candidate, bounds.bestFixed());
            long begun = System.nanoTime();
            SimulationResult result = player.play(candidate, fixed);
            outcomes.put(candidate, Outcome.of(result, fixed));
            if (kept) {
                results.put(candidate, result);
            }
            progress.played(requests, System.nanoTime() - begun);
        }
        return new SeedResult(requests, bounds, outcomes, results);
    }

    private long[] arrivals(Load load) {
        PrimitiveIterator.OfLong instants = setup.arrivals().instantsNanos(load.workload(), seed);
        return StreamSupport.longStream(Spliterators.spliteratorUnknownSize(instants, 0), false)
                .toArray();
    }
}
