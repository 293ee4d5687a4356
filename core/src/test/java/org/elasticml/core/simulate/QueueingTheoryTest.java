package org.elasticml.core.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.scale.Decision;
import org.elasticml.core.scale.ServiceCurve;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mean waiting times against theory, for one request a core and no admission. A mean over n requests of a queue at load ρ
 * varies as 1 / ((1 − ρ) √n), so that higher loads are given more of them.
 */
class QueueingTheoryTest {
    private static final double SERVICE_SECONDS = 0.05;

    private static SimulationResult simulate(int servers, double load, int requests, DoubleSupplier variation) {
        double perSecond = load * servers / SERVICE_SECONDS;
        double[] rates = new double[(int) (requests / perSecond)];
        Arrays.fill(rates, perSecond);
        return Simulation.run(
                SimulationSettings.defaults(ServiceCurve.of(SERVICE_SECONDS), rates.length)
                        .takingAll()
                        .withReplicas(servers)
                        .withSlots(1),
                Arrivals.POISSON.instantsNanos(Workload.of(rates), 5),
                BalancingPolicies.named("least-in-flight", new SplittableRandom(1)),
                sight -> new Decision.Hold("as many as there are servers"),
                variation);
    }

    @ParameterizedTest(name = "{0} servers at {1}")
    @CsvSource({
        "1, 0.3, 400_000",
        "1, 0.6, 400_000",
        "1, 0.8, 1_400_000",
        "4, 0.5, 400_000",
        "4, 0.8, 800_000",
        "20, 0.8, 1_500_000",
        "20, 0.9, 2_500_000",
        "100, 0.9, 2_000_000",
    })
    void exponentialServiceWaitsAsErlangSays(int servers, double load, String requests) {
        SplittableRandom random = new SplittableRandom(9);
        SimulationResult result = simulate(servers, load, number(requests), () -> -Math.log1p(-random.nextDouble()));
        double came = assertWholeAndLittle(result, servers, load);
        double expected = erlangC(servers, came) * SERVICE_SECONDS / (servers * (1 - came));
        assertEquals(1, result.meanWaitSeconds() / expected, 0.02);
    }

    @ParameterizedTest(name = "{0} servers at {1}")
    @CsvSource({
        "1, 0.3, 400_000",
        "1, 0.6, 400_000",
        "1, 0.8, 900_000",
        "4, 0.5, 400_000",
        "4, 0.8, 900_000",
        "20, 0.8, 1_500_000",
        "20, 0.9, 2_500_000",
        "100, 0.9, 2_000_000",
    })
    void constantServiceWaitsAsCrommelinSays(int servers, double load, String requests) {
        SimulationResult result = simulate(servers, load, number(requests), () -> 1);
        double came = assertWholeAndLittle(result, servers, load);
        assertEquals(1, result.meanWaitSeconds() / crommelin(servers, came), 0.02);
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace("_", ""));
    }

    /**
     * @return the load that came: what was drawn differs a little from what was asked for, and waiting times by ten or
     *     twenty times as much
     */
    private static double assertWholeAndLittle(SimulationResult result, int servers, double load) {
        assertEquals(result.requests(), result.answered());
        double timeAverage = result.requestSeconds();
        assertEquals(1, timeAverage / (result.answered() * result.latency().meanSeconds()), 1e-9, "L = λ W");
        assertEquals(servers, result.coreSeconds() / result.seconds().size(), 1e-6);
        double came = result.busyCoreSeconds() / result.coreSeconds();
        assertEquals(load, came, 0.01 * load);
        return came;
    }

    /** The probability that all servers are busy (A. K. Erlang, 1917), by the recursion of Erlang's loss formula. */
    private static double erlangC(int servers, double load) {
        double loss = 1;
        for (int n = 1; n <= servers; n++) {
            loss = load * servers * loss / (n + load * servers * loss);
        }
        return loss / (1 - load * (1 - loss));
    }

    /**
     * In a service time D all that are served now leave, and all that come stay: N(t + D) = max(N(t) − c, 0) + Poisson(λD)
     * (C. D. Crommelin, 1932; H. C. Tijms, A First Course in Stochastic Models, 2003, 9.6.2). Iterated until it is
     * stationary; then Little's law of those that wait.
     */
    private static double crommelin(int servers, double load) {
        double mean = load * servers;
        int most = servers + 1_000;
        double[] poisson = new double[most];
        for (int k = 0; k < most; k++) {
            poisson[k] = k == 0 ? Math.exp(-mean) : poisson[k - 1] * mean / k;
        }
        double[] present = new double[most];
        present[0] = 1;
        double waiting = 0;
        double before = -1;
        while (Math.abs(waiting - before) > 1e-9 * waiting || waiting == 0) {
            double[] next = new double[most];
            for (int n = 0; n < most; n++) {
                int stay = Math.max(0, n - servers);
                for (int k = 0; present[n] > 1e-15 && k < most - stay && (k < mean || poisson[k] > 1e-15); k++) {
                    next[stay + k] += present[n] * poisson[k];
                }
            }
            present = next;
            before = waiting;
            waiting = 0;
            for (int n = servers + 1; n < most; n++) {
                waiting += (n - servers) * present[n];
            }
        }
        return waiting * SERVICE_SECONDS / mean;
    }
}
