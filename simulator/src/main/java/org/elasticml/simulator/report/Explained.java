package org.elasticml.simulator.report;

import java.util.List;

/** What the columns and yardsticks mean. */
final class Explained {
    static final List<String> LINES = List.of(
            "attainment: succeeded within the SLO ÷ all that came; refused and expired requests count as missed.",
            "p99: of the answered requests, from arrival to answer.",
            "core-seconds: replicas over time, booting and draining ones included.",
            "fluid bound: max(work, seconds), the least that one replica or more can cost.",
            "hindsight optimum: the cheapest number of replicas for each second that a search finds for arrivals that are"
                    + " known, at most 1 % late, replicas there at once; with boot: each start costs the boot as well."
                    + " Not searched for (–) where requests × the best fixed number are over ten million.",
            "best fixed: the least number that would do from start to end.",
            "reactive bound: the most that is served in time by who never has more replicas serving than the busiest second"
                    + " that was over a boot before needs (last minute: the busiest of the minute before that):"
                    + " without spare replicas and without extrapolating. Who has spare or extrapolates may do better.",
            "*: misses 99 % where the reactive bound for the last minute does so too: a surge faster than a boot.",
            "All start with the fewest replicas that keep up with the first second's rate; fixed ones with theirs.");

    private Explained() {}
}
