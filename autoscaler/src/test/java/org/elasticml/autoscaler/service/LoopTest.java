package org.elasticml.autoscaler.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.elasticml.autoscaler.actuate.Actuator;
import org.elasticml.autoscaler.actuate.ActuatorException;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.elasticml.autoscaler.observe.Observer;
import org.elasticml.autoscaler.observe.Reading;
import org.elasticml.autoscaler.observe.Readings;
import org.elasticml.autoscaler.scrape.MetricsSource;
import org.elasticml.core.metrics.PrometheusText;
import org.elasticml.core.scale.Policies;
import org.elasticml.core.scale.ReplicaLimits;
import org.elasticml.core.scale.ServiceCurve;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final ReplicaLimits LIMITS = new ReplicaLimits(1, 9);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final List<Integer> asked = new ArrayList<>();
    private final Fleet fleet = new Fleet();
    private boolean isSilent;
    private int seconds;
    private final Loop loop = new Loop(
            new Page(),
            new Observer(Optional.of(ServiceCurve.of(0.05))),
            new Scaler(() -> Policies.named("fixed-3", LIMITS), LIMITS, 5),
            () -> NOW);

    private final class Page implements MetricsSource {
        @Override
        public String name() {
            return "a page";
        }

        @Override
        public Readings read(Collection<String> replicas) {
            String told =
                    "process_uptime_seconds " + ++seconds + "\ndispatcher_arrivals_total 7\ndispatcher_queue_size 0\n";
            Reading reading = isSilent
                    ? new Reading.Silence("d", "no connection")
                    : new Reading.Page("d", seconds, 0, PrometheusText.parse(told));
            return new Readings(seconds, List.of(reading), List.of());
        }
    }

    private final class Fleet implements Actuator {
        private int replicas = 1;
        private boolean isHidden;
        private boolean isStuck;

        @Override
        public String name() {
            return "a fleet";
        }

        @Override
        public ReplicaCounts replicas() throws ActuatorException {
            if (isHidden) {
                throw new ActuatorException("it is dark");
            }
            return new ReplicaCounts(replicas, replicas, 0, 0, OptionalDouble.empty());
        }

        @Override
        public void scaleTo(int wanted) throws ActuatorException {
            asked.add(wanted);
            if (isStuck) {
                throw new ActuatorException("it is stuck");
            }
            replicas = wanted;
        }

        @Override
        public Optional<String> standsBack() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    private Loop.Look look(int... byHand) {
        return loop.look(fleet, byHand.length == 0 ? OptionalInt.empty() : OptionalInt.of(byHand[0]));
    }

    @Test
    void asksOnceAndNotesWhy() {
        assertEquals(Reason.UP, look().verdict().reason());
        assertEquals(Reason.HOLD, look().verdict().reason());
        assertEquals(List.of(3), asked);
        assertEquals(List.of(new Change(NOW, 1, 3, "up", "3 replicas, whatever comes")), loop.changes());
    }

    @Test
    void asksAgainForWhatCouldNotBeDone() {
        fleet.isStuck = true;
        Loop.Look stuck = look();
        assertEquals(Verdict.leave(Reason.ERROR, "it is stuck"), stuck.verdict());
        assertEquals("it is stuck", stuck.actuatorTrouble());
        assertEquals(List.of(), loop.changes());
        fleet.isStuck = false;
        assertEquals(Reason.UP, look().verdict().reason());
        assertEquals(List.of(3, 3), asked);
    }

    @Test
    void asksForNothingWhileTheReplicasCanNotBeSeen() {
        fleet.isHidden = true;
        assertEquals(Verdict.leave(Reason.ERROR, "it is dark"), look(5).verdict());
        isSilent = true;
        assertEquals(Verdict.leave(Reason.BLIND, "dispatcher d: no connection"), look().verdict());
        assertEquals(List.of(), asked);
    }

    @Test
    void whatIsSetByHandHoldsWhileItIsBlindAndNoLonger() {
        isSilent = true;
        look(5);
        assertEquals(Reason.BLIND, look().verdict().reason());
        isSilent = false;
        assertEquals(Reason.DOWN, look().verdict().reason());
        assertEquals(List.of(5, 3), asked);
    }

    @Test
    void keepsTheLatestChanges() {
        for (int i = 0; i < 120; i++) {
            look(1 + i % 9);
        }
        assertEquals(100, loop.changes().size());
        assertEquals(1 + 119 % 9, loop.changes().get(99).to());
    }
}
