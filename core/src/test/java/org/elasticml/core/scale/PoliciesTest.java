package org.elasticml.core.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {
    private static final String[] ALL = {"slo", "hpa-70", "kpa-1", "queue", "fixed-3"};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slow",
                "hpa",
                "hpa-0",
                "hpa-101",
                "hpa-70-30",
                "kpa-",
                "fixed--1",
                "fixed-4",
                "queue-5",
                "fixed-9999999"
            })
    void otherNamesGetALineThatSaysWhatThereIs(String name) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Policies.named(name, new ReplicaLimits(1, 3)))
                .getMessage();
        assertTrue(
                message.contains("'" + name + "'") && message.contains("fixed-") | message.contains("hpa-1 "), message);
    }

    @Test
    void limitsAreInOrder() {
        assertThrows(IllegalArgumentException.class, () -> new ReplicaLimits(0, 3));
        assertThrows(IllegalArgumentException.class, () -> new ReplicaLimits(4, 3));
    }

    @Test
    void allHoldWhenBlindAndSayWhy() {
        for (String name : ALL) {
            Decision decision = Policies.named(name, Sights.LIMITS).decide(new Blind(1, "metrics are 12 s old"));
            assertEquals(new Decision.Hold("nothing is known: metrics are 12 s old"), decision, name);
        }
    }

    @Test
    void allHoldOnWhatCannotBeAndRecover() {
        for (String name : ALL) {
            ScalingPolicy policy = Policies.named(name, Sights.LIMITS);
            policy.decide(Sights.arrivals(0, 100, 0, 3, 0));
            for (Observation absurd : new Observation[] {
                Sights.arrivals(1, 50, 0, 3, 0), Sights.arrivals(2, -1, 0, 3, 0),
                Sights.arrivals(3, Double.NaN, 0, 3, 0), Sights.arrivals(4, 50, -2, 3, 0)
            }) {
                Decision decision = policy.decide(absurd);
                assertInstanceOf(Decision.Hold.class, decision, name);
                assertTrue(decision.reason().startsWith("what is seen can't be"), name + ": " + decision.reason());
            }
            assertTrue(!policy.decide(Sights.arrivals(5, 60, 0, 3, 0)).reason().contains("can't be"), name);
        }
    }
}
