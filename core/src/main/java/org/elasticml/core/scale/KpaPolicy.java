package org.elasticml.core.scale;

import java.util.Locale;

/**
 * Knative's pod autoscaler: ⌈average concurrency ÷ target⌉ over the stable window; when the panic window asks for several
 * times the ready replicas, the larger of both, and no fewer again until that has been over for a stable window. It begins
 * in a panic if there are several replicas, so as not to drop them before it has seen enough.
 *
 * <p>Source: Knative Serving, {@code pkg/autoscaler/scaling/autoscaler.go} and {@code config-autoscaler}. The target is
 * not raised to 1, as old versions did.
 */
public final class KpaPolicy extends SightedPolicy {
    private final KpaSettings settings;
    private final ReplicaLimits limits;
    private final Every tick;
    private final Averages concurrency;
    private double panicSeconds = Double.NaN;
    private int mostInPanic;
    private boolean started;

    public KpaPolicy(KpaSettings settings, ReplicaLimits limits) {
        this.settings = settings;
        this.limits = limits;
        tick = new Every(settings.tickSeconds());
        concurrency = new Averages(settings.stableWindowSeconds());
    }

    @Override
    Decision decide(Observation now) {
        concurrency.add(now.seconds(), now.requestSecondsTotal());
        if (!started) {
            started = true;
            if (now.ready() > 1) {
                panicSeconds = now.seconds();
                mostInPanic = now.ready();
            }
        }
        if (!tick.isDue(now.seconds()) || !concurrency.isKnown()) {
            return new Decision.Hold("between two ticks");
        }
        double target = settings.containerConcurrency() * settings.targetShare();
        double stable = concurrency.perSecond(settings.stableWindowSeconds());
        double panic = concurrency.perSecond(settings.panicWindowSeconds());
        int wanted = wanted(now, Math.ceil(stable / target), Math.ceil(panic / target));
        return scaleTo(
                limits.within(wanted),
                now,
                String.format(
                        Locale.ROOT,
                        "%.2f requests at a time, %.2f of late, %.2f a replica%s",
                        stable,
                        panic,
                        target,
                        isPanicking() ? "; panicking" : ""));
    }

    private int wanted(Observation now, double stable, double panic) {
        double ready = Math.max(1, now.ready());
        updatePanic(now.seconds(), panic / ready >= settings.panicThreshold());
        int wanted = limited(stable, ready);
        if (isPanicking()) {
            mostInPanic = Math.max(mostInPanic, Math.max(wanted, limited(panic, ready)));
            wanted = mostInPanic;
        }
        return wanted;
    }

    private int limited(double replicas, double ready) {
        double most = Math.ceil(settings.maxScaleUpRate() * ready);
        double fewest = Math.floor(ready / settings.maxScaleDownRate());
        return (int) Math.min(Math.max(replicas, fewest), most);
    }

    private void updatePanic(double now, boolean isOverThreshold) {
        if (isOverThreshold) {
            panicSeconds = now;
        } else if (isPanicking() && panicSeconds + settings.stableWindowSeconds() < now) {
            panicSeconds = Double.NaN;
            mostInPanic = 0;
        }
    }

    private boolean isPanicking() {
        return !Double.isNaN(panicSeconds);
    }

    @Override
    void forget() {
        concurrency.clear();
        panicSeconds = Double.NaN;
        mostInPanic = 0;
        started = false;
    }
}
