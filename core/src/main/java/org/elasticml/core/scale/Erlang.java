package org.elasticml.core.scale;

/**
 * Erlang's formulas for Poisson arrivals at c servers and exponential service times; B also holds for any other. The load
 * is arrival rate × mean service time, in erlangs: how many servers are busy on average.
 *
 * <p>Source: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic
 * telephone exchanges", 1917.
 */
final class Erlang {
    private Erlang() {}

    /**
     * Erlang B: how likely an arrival finds all servers busy where none waits. By B(0) = 1, B(n) = a·B(n−1) / (n +
     * a·B(n−1)), in which nothing grows or cancels.
     */
    static double blocking(int servers, double load) {
        double blocked = 1;
        for (int n = 1; n <= servers; n++) {
            blocked = load * blocked / (n + load * blocked);
        }
        return blocked;
    }

    /** Erlang C: how likely an arrival has to wait where all do; 1 if the load is not less than the servers. */
    static double waiting(int servers, double load) {
        if (load >= servers) {
            return 1;
        }
        double blocked = blocking(servers, load);
        return servers * blocked / (servers - load * (1 - blocked));
    }
}
