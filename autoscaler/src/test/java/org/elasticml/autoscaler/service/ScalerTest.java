package org.elasticml.autoscaler.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.elasticml.autoscaler.observe.Figures;
import org.elasticml.autoscaler.observe.View;
import org.elasticml.core.scale.Decision;
import org.elasticml.core.scale.Observation;
import org.elasticml.core.scale.ReplicaLimits;
import org.elasticml.core.scale.ScalingPolicy;
import org.elasticml.core.scale.ServiceCurve;
import org.elasticml.core.scale.Sight;
import org.junit.jupiter.api.Test;

class ScalerTest {
    private static final View BLIND = new View.Unsighted("d is silent");

    private final List<Sight> shown = new ArrayList<>();
    private int wanted = 2;
    private int policies;
    private final Scaler scaler = new Scaler(this::policy, new ReplicaLimits(1, 5), 8);

    private ScalingPolicy policy() {
        policies++;
        return sight -> {
            shown.add(sight);
            return sight instanceof Observation now && now.replicas() != wanted
                    ? new Decision.ScaleTo(wanted, "so many")
                    : new Decision.Hold("enough");
        };
    }

    private static View seen(String missing, boolean anew) {
        return new View.Sighted(new Figures(1, 10, 3, 4, ServiceCurve.of(0.05), 6, 7), missing, anew);
    }

    private static ReplicaCounts counts(int wanted, int ready, int booting, int draining) {
        return new ReplicaCounts(wanted, ready, booting, draining, OptionalDouble.empty());
    }

    private Verdict decide(View view, ReplicaCounts counts) {
        return scaler.decide(view, counts, Optional.empty(), OptionalInt.empty());
    }

    @Test
    void doesWhatThePolicySays() {
        assertEquals(Verdict.scale(Reason.UP, 2, "so many"), decide(seen("", false), counts(1, 1, 0, 0)));
        assertEquals(Verdict.scale(Reason.DOWN, 2, "so many"), decide(seen("", false), counts(3, 3, 0, 0)));
        assertEquals(Verdict.leave(Reason.HOLD, "enough"), decide(seen("", false), counts(2, 2, 0, 0)));
        assertEquals(
                new Observation(
                                1,
                                10,
                                3,
                                4,
                                2,
                                0,
                                0,
                                ((View.Sighted) seen("", false)).figures().service(),
                                8,
                                6,
                                7)
                        .toString()
                        .replaceAll("@[0-9a-f]+", ""),
                shown.get(2).toString().replaceAll("@[0-9a-f]+", ""));
    }

    @Test
    void countsWhatWasAskedForAndIsNotSeenYet() {
        decide(seen("", false), counts(4, 1, 1, 0));
        Observation up = (Observation) shown.get(0);
        assertEquals(1, up.ready());
        assertEquals(3, up.booting());
        decide(seen("", false), counts(1, 4, 0, 0));
        Observation down = (Observation) shown.get(1);
        assertEquals(1, down.replicas());
        assertEquals(3, down.draining());
    }

    @Test
    void holdsWhileItIsBlind() {
        assertEquals(Verdict.leave(Reason.BLIND, "d is silent"), decide(BLIND, counts(3, 3, 0, 0)));
        assertEquals(
                Verdict.scale(Reason.UP, 1, "there are to be at least 1"),
                decide(BLIND, counts(0, 0, 0, 0)),
                "where nothing runs nothing can be seen");
    }

    @Test
    void doesNotLookTwiceAtTheSame() {
        decide(seen("", false), counts(2, 2, 0, 0));
        assertEquals(Verdict.leave(Reason.HOLD, "enough"), decide(new View.Unchanged(), counts(2, 2, 0, 0)));
        assertEquals(1, shown.size());
    }

    @Test
    void neverScalesDownOnAPartialView() {
        assertEquals(
                Verdict.leave(Reason.PARTIAL, "no fewer while it is not known what comes to d"),
                decide(seen("d", false), counts(3, 3, 0, 0)));
        assertEquals(Verdict.scale(Reason.UP, 2, "so many"), decide(seen("d", false), counts(1, 1, 0, 0)));
    }

    @Test
    void beginsAnewWhenWhatWasSeenDoesNotCompare() {
        decide(seen("", false), counts(2, 2, 0, 0));
        assertEquals(1, policies);
        decide(seen("", true), counts(2, 2, 0, 0));
        assertEquals(2, policies);
    }

    @Test
    void standsBackWhateverElseIsAskedFor() {
        assertEquals(
                Verdict.leave(Reason.STANDS_BACK, "an HPA"),
                scaler.decide(seen("", false), counts(1, 1, 0, 0), Optional.of("an HPA"), OptionalInt.of(4)));
        assertEquals(
                Verdict.leave(Reason.STANDS_BACK, "an HPA"),
                scaler.decide(BLIND, counts(0, 0, 0, 0), Optional.of("an HPA"), OptionalInt.empty()));
    }

    @Test
    void holdsWhatIsSetByHand() {
        OptionalInt four = OptionalInt.of(4);
        assertEquals(
                Verdict.scale(Reason.OVERRIDE, 4, "4 set by hand"),
                scaler.decide(BLIND, counts(1, 1, 0, 0), Optional.empty(), four));
        assertEquals(
                Verdict.leave(Reason.OVERRIDE, "4 set by hand"),
                scaler.decide(seen("", false), counts(4, 1, 3, 0), Optional.empty(), four));
    }

    @Test
    void takesTheMedianOfTheLastBoots() {
        BootTimes times = new BootTimes(10);
        assertEquals(10, times.seconds());
        for (double seconds : new double[] {4, 5, 60, 60, 6, 4.5}) {
            times.saw(OptionalDouble.of(seconds));
        }
        assertEquals(5, times.seconds());
    }
}
