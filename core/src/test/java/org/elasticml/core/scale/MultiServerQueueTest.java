package org.elasticml.core.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultiServerQueueTest {
    @Test
    void erlangAsTabulated() {
        // By hand: B(2, 1) = (1/2)/(1 + 1 + 1/2), C(2, 1) = 2B/(2 − (1 − B)); B(10, 5) from Erlang's tables.
        assertEquals(0.2, Erlang.blocking(2, 1), 1e-15);
        assertEquals(1.0 / 3, Erlang.waiting(2, 1), 1e-15);
        assertEquals(0.018385, Erlang.blocking(10, 5), 1e-6);
        assertEquals(1, Erlang.waiting(3, 3));
    }

    @Test
    void erlangOfManyServersDoesNotOverflow() {
        assertEquals(0.2236, Erlang.waiting(10_000, 9_900), 0.01);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "1, 0.95", "3, 0.7", "10, 0.9", "100, 0.97"})
    void exponentialServiceIsExact(int servers, double busy) {
        double load = busy * servers;
        MultiServerQueue queue = new MultiServerQueue(servers, load, 1, 1);
        double waiting = Erlang.waiting(servers, load);
        assertEquals(waiting / (servers - load), queue.meanWaitSeconds(), 1e-9);
        assertEquals(waiting * Math.exp(-(servers - load) * 0.5), queue.waitTail(0.5), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 20})
    void meanWaitOfConstantServiceIsWithinTwoPercent(int servers) {
        for (double busy : new double[] {0.5, 0.7, 0.8, 0.9}) {
            double exact = new ConstantServiceQueue(servers, busy * servers).meanWait();
            double tolerance = busy > 0.5 ? 0.02 : 0.07;
            assertEquals(
                    exact,
                    new MultiServerQueue(servers, busy * servers, 1, 0).meanWaitSeconds(),
                    tolerance * exact,
                    servers + " servers, busy " + busy);
        }
    }

    /** Where it decides about replicas, at 0.3 to 10 % from one service time on, it is at most a quarter off. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void tailOfConstantServiceIsWithinAQuarter(int servers) {
        int compared = 0;
        for (double busy = 0.3; busy < 0.96; busy += 0.05) {
            ConstantServiceQueue exact = new ConstantServiceQueue(servers, busy * servers);
            MultiServerQueue queue = new MultiServerQueue(servers, busy * servers, 1, 0);
            for (double t : new double[] {1, 1.5, 2, 4, 7}) {
                double tail = exact.waitTail(t);
                if (tail > 0.003 && tail < 0.1) {
                    compared++;
                    assertEquals(tail, queue.waitTail(t), 0.25 * tail, servers + " servers, busy " + busy + ", t " + t);
                }
            }
        }
        assertTrue(compared >= 5, compared + " compared");
    }

    @Test
    void exactConstantServiceOfOneServerIsPollaczekAndKhinchin() {
        assertEquals(0.7 / (2 * (1 - 0.7)), new ConstantServiceQueue(1, 0.7).meanWait(), 1e-9);
    }

    @Test
    void moreThanTheServersCanDoWaitsForever() {
        MultiServerQueue queue = new MultiServerQueue(2, 2, 1, 0);
        assertEquals(Double.POSITIVE_INFINITY, queue.meanWaitSeconds());
        assertEquals(1, queue.waitTail(1000));
    }
}
