package org.elasticml.core.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.elasticml.core.balance.BalancingPolicies;
import org.elasticml.core.simulate.Simulation;
import org.elasticml.core.simulate.SimulationSettings;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTest {
    private static final Sizing SIZING = new Sizing(0.5);
    private static final double MISSES = 0.01;

    private static int fewest(double perSecond, ServiceCurve service) {
        return SIZING.fewest(perSecond, 0, MISSES, service);
    }

    @ParameterizedTest
    @CsvSource({"0.1", "0.15", "0.2", "0.24"})
    void asManyAsTheExactQueueNeedsOrOneOff(double service) {
        int same = 0;
        int all = 0;
        for (double rate = 1; rate * service < 8; rate += 1) {
            int exact = 1 + (int) Math.floor(rate * service);
            while (rate * service > 0.95 * exact || lateShare(exact, rate * service, service) > MISSES) {
                exact++;
            }
            int approximate = fewest(rate, ServiceCurve.of(service));
            assertEquals(exact, approximate, 1, rate + " a second");
            all++;
            same += exact == approximate ? 1 : 0;
        }
        assertTrue(same > 0.85 * all, same + " of " + all);
    }

    /** By Boots and Tijms, from the exact tail. */
    private static double lateShare(int servers, double load, double service) {
        double tail = new ConstantServiceQueue(servers, load).waitTail(0.5 / service - 1);
        return (1 - load / servers) * tail / (1 - load / servers * tail);
    }

    @Test
    void moreForARateThatIsLessSure() {
        ServiceCurve service = ServiceCurve.of(0.1);
        assertEquals(4, SIZING.fewest(36, 0, MISSES, service));
        assertEquals(5, SIZING.fewest(36, 3, MISSES, service));
        assertEquals(5, SIZING.fewest(36, 9, MISSES, service));
    }

    @Test
    void moreForMore() {
        int before = 1;
        for (double rate = 0; rate < 400; rate += 0.7) {
            int now = fewest(rate, ServiceCurve.of(0.1));
            assertTrue(now >= before, "at " + rate);
            before = now;
        }
        assertEquals(41, before, 1);
    }

    /** In so large a fleet nobody waits, and of 1 % more than it can do 1 % is late. */
    @Test
    void findsThousands() {
        assertEquals(9_801, fewest(99_000, ServiceCurve.of(0.1)), 50);
    }

    @Test
    void whatIsTooSlowAnywayIsNotLeftToPileUp() {
        assertEquals(7, fewest(10, ServiceCurve.of(0.6)));
    }

    @Test
    void oneForNothing() {
        assertEquals(1, fewest(0, ServiceCurve.of(0.1)));
    }

    @ParameterizedTest
    @CsvSource({
        "7, '0.1'",
        "20, '0.1'",
        "36, '0.1'",
        "8, '0.2'",
        "60, '0.03'",
        "30, '0.1,0.15,0.2,0.25'",
        "100, '0.1,0.15,0.2,0.25'",
        "80, '0.02,0.035,0.05,0.065,0.08,0.095,0.11,0.125'",
        "45, '0.06,0.09,0.15,0.18'"
    })
    void simulatedAnswersComeInTime(double rate, String batches) {
        ServiceCurve curve = ServiceCurve.of(Arrays.stream(batches.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray());
        double[] hour = new double[3600];
        Arrays.fill(hour, rate);
        int servers = fewest(rate, curve);
        SimulationSettings settings =
                SimulationSettings.defaults(curve, hour.length).withReplicas(servers);
        double attainment = Simulation.run(
                        curve.maxBatch() == 1 ? settings.withSlots(1) : settings,
                        Arrivals.POISSON.instantsNanos(Workload.of(hour), 1),
                        BalancingPolicies.named("least-expected-wait", new SplittableRandom(1)),
                        new FixedPolicy(servers, Sights.LIMITS),
                        () -> 1)
                .attainment();
        assertTrue(attainment >= 0.975, servers + " servers: " + attainment);
    }
}
