package org.elasticml.core.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTest {
    private static final Sizing SIZING = new Sizing(0.5, 0.01);

    @ParameterizedTest
    @CsvSource({"0.1", "0.15", "0.2", "0.24"})
    void asManyAsTheExactQueueNeedsOrOneOff(double service) {
        int same = 0;
        int all = 0;
        for (double rate = 1; rate * service < 8; rate += 1) {
            int exact = 1 + (int) Math.floor(rate * service);
            while (rate * service > 0.95 * exact
                    || new ConstantServiceQueue(exact, rate * service).waitTail(0.5 / service - 1) > 0.01) {
                exact++;
            }
            int approximate = SIZING.fewest(rate, ServiceCurve.of(service));
            assertEquals(exact, approximate, 1, rate + " a second");
            all++;
            same += exact == approximate ? 1 : 0;
        }
        assertTrue(same > 0.9 * all, same + " of " + all);
    }

    @Test
    void moreForMore() {
        int before = 1;
        for (double rate = 0; rate < 400; rate += 0.7) {
            int now = SIZING.fewest(rate, ServiceCurve.of(0.1));
            assertTrue(now >= before, "at " + rate);
            before = now;
        }
        assertEquals(43, before, 2);
    }

    /** Without end of time: 10,000 servers, found by halving. */
    @Test
    void findsThousands() {
        assertEquals(10_000, SIZING.fewest(99_500, ServiceCurve.of(0.1)), 50);
    }

    @Test
    void whatIsTooSlowAnywayIsNotLeftToPileUp() {
        assertEquals(7, SIZING.fewest(10, ServiceCurve.of(0.6)));
    }

    @Test
    void oneForNothing() {
        assertEquals(1, SIZING.fewest(0, ServiceCurve.of(0.1)));
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
        int servers = SIZING.fewest(rate, curve);
        double attainment = new VirtualFleet(curve, 0, 60)
                .run(Workload.of(hour), Arrivals.POISSON, 1, sight -> new Decision.Hold(""), servers)
                .attainment();
        assertTrue(attainment >= 0.988, servers + " servers: " + attainment);
    }
}
