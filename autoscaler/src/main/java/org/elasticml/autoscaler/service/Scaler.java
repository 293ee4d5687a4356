package org.elasticml.autoscaler.service;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.elasticml.autoscaler.observe.Figures;
import org.elasticml.autoscaler.observe.View;
import org.elasticml.core.scale.Blind;
import org.elasticml.core.scale.Decision;
import org.elasticml.core.scale.Forecast;
import org.elasticml.core.scale.Observation;
import org.elasticml.core.scale.ReplicaLimits;
import org.elasticml.core.scale.ScalingPolicy;

/**
 * What the policy says, within what is known and allowed. Pure but for what it remembers: no clock, no thread, no network.
 * Not thread-safe.
 */
final class Scaler {
    private final Supplier<ScalingPolicy> policies;
    private final ReplicaLimits limits;
    private final BootTimes bootTimes;
    private ScalingPolicy policy;
    private String held = "nothing is decided yet";
    private Optional<Observation> latest = Optional.empty();

    /**
     * @param policies makes one that knows nothing yet
     * @param bootSeconds until a boot is seen
     */
    Scaler(Supplier<ScalingPolicy> policies, ReplicaLimits limits, double bootSeconds) {
        this.policies = policies;
        this.limits = limits;
        this.bootTimes = new BootTimes(bootSeconds);
        this.policy = policies.get();
    }

    /**
     * @param standsBack why it is not ours to scale, if it is not
     * @param override the number set by hand, if one is
     */
    Verdict decide(View view, ReplicaCounts counts, Optional<String> standsBack, OptionalInt override) {
        bootTimes.saw(counts.bootSeconds());
        Verdict verdict = byPolicy(view, counts);
        if (standsBack.isPresent()) {
            return Verdict.leave(Reason.STANDS_BACK, standsBack.get());
        }
        if (override.isPresent()) {
            String words = override.getAsInt() + " set by hand";
            return override.getAsInt() == counts.wanted()
                    ? Verdict.leave(Reason.OVERRIDE, words)
                    : Verdict.scale(Reason.OVERRIDE, override.getAsInt(), words);
        }
        // Whatever is seen: where nothing runs nothing can be seen.
        if (counts.wanted() < limits.floor() && verdict.target().isEmpty()) {
            return Verdict.scale(Reason.UP, limits.floor(), "there are to be at least " + limits.floor());
        }
        return verdict;
    }

    private Verdict byPolicy(View view, ReplicaCounts counts) {
        if (view instanceof View.Unsighted unsighted) {
            // A policy does not look at when it sees nothing.
            policy.decide(new Blind(0, unsighted.reason()));
            return Verdict.leave(Reason.BLIND, unsighted.reason());
        }
        if (view instanceof View.Sighted sighted) {
            return sighted(sighted, counts);
        }
        return Verdict.leave(Reason.HOLD, held);
    }

    private Verdict sighted(View.Sighted sighted, ReplicaCounts counts) {
        if (sighted.anew()) {
            policy = policies.get();
        }
        Observation now = observation(sighted.figures(), counts);
        latest = Optional.of(now);
        Decision decision = policy.decide(now);
        held = decision.reason();
        if (!(decision instanceof Decision.ScaleTo change)) {
            return Verdict.leave(Reason.HOLD, held);
        }
        if (change.replicas() > counts.wanted()) {
            return Verdict.scale(Reason.UP, change.replicas(), held);
        }
        if (sighted.isPartial()) {
            return Verdict.leave(Reason.PARTIAL, "no fewer while it is not known what comes to " + sighted.missing());
        }
        return Verdict.scale(Reason.DOWN, change.replicas(), held);
    }

    /** What was asked for counts from the moment that it was, whatever is seen of it yet; so it is not asked for again. */
    private Observation observation(Figures figures, ReplicaCounts counts) {
        int ready = Math.min(counts.ready(), counts.wanted());
        return new Observation(
                figures.seconds(),
                figures.arrivalsTotal(),
                figures.queued(),
                figures.inFlight(),
                ready,
                counts.wanted() - ready,
                counts.draining() + counts.ready() - ready,
                figures.service(),
                bootTimes.seconds(),
                figures.busyCoreSecondsTotal(),
                figures.requestSecondsTotal());
    }

    /** What the policy expects; empty if it does not, or not yet. */
    Optional<Forecast> forecast() {
        return policy.forecast();
    }

    /** What the policy was shown last; empty before it was. */
    Optional<Observation> latest() {
        return latest;
    }
}
