package org.elasticml.loadtester.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RoundTripsTest {
    /** Of trips of 40, 10 and 20 the second says that the agent's clock showed 1,000 at 105: it is 895 ahead. */
    @Test
    void trustsTheShortestTrip() {
        RoundTrips trips = new RoundTrips();
        trips.add(0, 950, 40);
        trips.add(100, 1000, 110);
        trips.add(200, 1111, 220);
        assertEquals(10, trips.bestNanos());
        assertEquals(500 + 895, trips.toAgent(500));
    }

    /** Clocks begin anywhere, below zero, too. */
    @Test
    void copesWithAnyOrigin() {
        RoundTrips trips = new RoundTrips();
        trips.add(-1_000, Long.MIN_VALUE + 5, -990);
        assertEquals(Long.MIN_VALUE + 105, trips.toAgent(-895));
    }

    @Test
    void skewIsThatOfTheTwoWorst() {
        assertEquals(0, RoundTrips.skewNanos(30));
        assertEquals(25, RoundTrips.skewNanos(4, 20, 30));
    }
}
