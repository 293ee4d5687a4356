package org.elasticml.core.scale;

/**
 * As many replicas as the length of the queue asks for: ⌈waiting ÷ per replica⌉, as a KEDA queue trigger would, whose
 * metric an HPA divides by the target and rounds up, and which is given back only after a while (KEDA, "ScaledObject
 * specification": pollingInterval, cooldownPeriod; what it calls idle is the floor here).
 */
public final class QueuePolicy extends SightedPolicy {
    private final QueueSettings settings;
    private final ReplicaLimits limits;
    private final Every poll;
    private final HighestOf wanted;

    public QueuePolicy(QueueSettings settings, ReplicaLimits limits) {
        this.settings = settings;
        this.limits = limits;
        poll = new Every(settings.pollSeconds());
        wanted = new HighestOf(settings.coolDownSeconds());
    }

    @Override
    Decision decide(Observation now) {
        if (!poll.isDue(now.seconds())) {
            return new Decision.Hold("between two polls");
        }
        if (wanted.isEmpty()) {
            wanted.with(now.seconds(), now.replicas());
        }
        int asked = limits.within(Math.ceil((double) now.queued() / settings.perReplica()));
        int stabilised = wanted.with(now.seconds(), asked);
        return scaleTo(
                Math.max(asked, Math.min(now.replicas(), stabilised)),
                now,
                now.queued() + " wait, " + settings.perReplica() + " a replica: " + asked + "; most of the cool-down: "
                        + stabilised);
    }

    @Override
    void forget() {
        wanted.clear();
    }
}
