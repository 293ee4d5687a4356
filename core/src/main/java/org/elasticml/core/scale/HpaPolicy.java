package org.elasticml.core.scale;

/**
 * Kubernetes' HorizontalPodAutoscaler on CPU utilisation: ⌈replicas × utilisation ÷ target⌉, nothing within the tolerance;
 * replicas without a whole window of metrics are left out, or on the way up count as idle, unless that turned the way;
 * down to the highest recommendation of the stabilisation window; up by a limit.
 *
 * <p>Source: kubernetes.io, "Horizontal Pod Autoscaling", Algorithm details and Default behavior; {@code
 * pkg/controller/podautoscaler} of Kubernetes, {@code replica_calculator.go} and {@code horizontal.go}.
 */
public final class HpaPolicy extends SightedPolicy {
    private final HpaSettings settings;
    private final ReplicaLimits limits;
    private final CpuMetrics metrics;
    private final Every sync;
    private final HighestOf recommended;

    public HpaPolicy(HpaSettings settings, ReplicaLimits limits) {
        this.settings = settings;
        this.limits = limits;
        metrics = new CpuMetrics(settings.sampleSeconds(), settings.scrapeSeconds());
        sync = new Every(settings.syncSeconds());
        recommended = new HighestOf(settings.downStabilisationSeconds());
    }

    @Override
    Decision decide(Observation now) {
        metrics.observe(now);
        if (!sync.isDue(now.seconds())) {
            return new Decision.Hold("between two syncs");
        }
        if (recommended.isEmpty()) {
            recommended.with(now.seconds(), now.replicas());
        }
        if (!metrics.isKnown() || metrics.measured(now.ready()) == 0) {
            return new Decision.Hold("no CPU metrics yet");
        }
        int wanted = wanted(now);
        int stabilised = recommended.with(now.seconds(), wanted);
        int upLimit = (int)
                Math.max(now.replicas() + settings.upReplicas(), Math.ceil(now.replicas() * (1 + settings.upShare())));
        return scaleTo(
                limits.within(Math.min(Math.max(wanted, Math.min(now.replicas(), stabilised)), upLimit)),
                now,
                "CPU at " + metrics.utilisationPercent() + " %, target "
                        + Math.round(100 * settings.targetUtilisation()) + " %: " + wanted
                        + "; highest of the stabilisation window: " + stabilised);
    }

    private int wanted(Observation now) {
        int measured = metrics.measured(now.ready());
        double ratio = metrics.utilisationPercent() / (100 * settings.targetUtilisation());
        if (ratio <= 1 || measured == now.replicas()) {
            return isTolerable(ratio) ? now.replicas() : atLeast(ratio * measured);
        }
        double diluted = ratio * measured / now.replicas();
        boolean turned = diluted < 1;
        return isTolerable(diluted) || turned ? now.replicas() : atLeast(diluted * now.replicas());
    }

    private boolean isTolerable(double ratio) {
        return Math.abs(1 - ratio) <= settings.tolerance() + 1e-9;
    }

    /** Rounded up, but for what floating point added. */
    private static int atLeast(double replicas) {
        return (int) Math.ceil(replicas - 1e-9);
    }

    @Override
    void forget() {
        metrics.forget();
        recommended.clear();
    }
}
