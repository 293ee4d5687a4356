package org.elasticml.core.scale;

/**
 * The queue M/D/c, exactly, for few servers: state probabilities from those a service time before (C. D. Crommelin,
 * "Delay probability formulae when the holding times are constant", 1932), iterated until they stay, and the waiting time
 * by G. J. Franx, "A simple solution for the M/D/c waiting time distribution", Operations Research Letters 29, 2001.
 */
final class ConstantServiceQueue {
    /** States beyond have a probability of less than 1e-12 at the loads of the tests. */
    private static final int STATES = 250;

    private final int servers;
    private final double load;
    private final double[] present;

    /**
     * @param load arrivals in one service time
     */
    ConstantServiceQueue(int servers, double load) {
        this.servers = servers;
        this.load = load;
        double[] arriving = poisson(load, STATES);
        double[] before = new double[STATES];
        before[0] = 1;
        double change = 1;
        while (change > 1e-12) {
            double[] after = new double[STATES];
            double served = 0;
            for (int state = 0; state < STATES; state++) {
                int left = Math.max(0, state - servers);
                for (int more = 0; left + more < STATES && (more < load || arriving[more] > 1e-18); more++) {
                    after[left + more] += before[state] * arriving[more];
                }
            }
            change = 0;
            for (int state = 0; state < STATES; state++) {
                served += after[state];
                change = Math.max(change, Math.abs(after[state] - before[state]));
            }
            for (int state = 0; state < STATES; state++) {
                before[state] = after[state] / served;
            }
        }
        present = before;
    }

    private static double[] poisson(double mean, int states) {
        double[] probabilities = new double[states];
        probabilities[0] = Math.exp(-mean);
        for (int n = 1; n < states; n++) {
            probabilities[n] = probabilities[n - 1] * mean / n;
        }
        return probabilities;
    }

    /** P(at most {@code waiting} wait). */
    private double atMost(int waiting) {
        double sum = 0;
        for (int state = 0; state <= servers + waiting && state < STATES; state++) {
            sum += present[state];
        }
        return sum;
    }

    /** P(W &gt; t), t in service times: 1 − Σ over j &lt; kc of P(at most kc − 1 − j wait)·Poisson(j; λ(k − t)), k = ⌊t⌋ + 1. */
    double waitTail(double t) {
        int k = (int) Math.floor(t) + 1;
        double[] arriving = poisson(load * (k - t), k * servers);
        double soon = 0;
        for (int j = 0; j < k * servers; j++) {
            soon += atMost(k * servers - 1 - j) * arriving[j];
        }
        return 1 - soon;
    }

    /** E[W] in service times, by Little's law. */
    double meanWait() {
        double waiting = 0;
        for (int state = servers; state < STATES; state++) {
            waiting += (state - servers) * present[state];
        }
        return waiting / load;
    }
}
