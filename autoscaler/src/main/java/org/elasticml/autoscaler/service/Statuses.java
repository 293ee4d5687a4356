package org.elasticml.autoscaler.service;

import java.util.Map;
import java.util.TreeMap;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.elasticml.autoscaler.observe.View;
import org.elasticml.core.scale.Forecast;
import org.elasticml.core.scale.Observation;
import org.elasticml.core.scale.ServiceCurve;

/** Makes what is shown of a look. */
final class Statuses {
    private static final double MILLIS = 1e3;

    private Statuses() {}

    static Status of(
            Loop.Look look, Loop loop, Settings settings, String source, String actuator, Double arrivalsPerSecond) {
        return new Status(
                settings.policyName(),
                actuator,
                source,
                look.verdict().reason().toString(),
                look.verdict().words(),
                look.view() instanceof View.Unsighted unsighted ? unsighted.reason() : null,
                look.view() instanceof View.Sighted seen && seen.isPartial() ? seen.missing() : null,
                look.standsBack().orElse(null),
                look.actuatorTrouble().isEmpty() ? null : look.actuatorTrouble(),
                look.override().isPresent() ? look.override().getAsInt() : null,
                look.counts().map(Statuses::replicas).orElse(null),
                new Status.Limits(settings.limits().floor(), settings.limits().ceiling()),
                loop.scaler()
                        .latest()
                        .map(seen -> inputs(seen, arrivalsPerSecond))
                        .orElse(null),
                loop.scaler().forecast().map(Statuses::expected).orElse(null),
                loop.changes());
    }

    private static Status.Replicas replicas(ReplicaCounts counts) {
        return new Status.Replicas(counts.wanted(), counts.ready(), counts.booting(), counts.draining());
    }

    private static Status.Expected expected(Forecast forecast) {
        return new Status.Expected(
                forecast.perSecond(), forecast.aheadPerSecond(), forecast.errorPerSecond(), forecast.aheadSeconds());
    }

    private static Status.Inputs inputs(Observation seen, Double arrivalsPerSecond) {
        return new Status.Inputs(
                seen.arrivalsTotal(),
                arrivalsPerSecond,
                seen.queued(),
                seen.inFlight(),
                seen.ready(),
                seen.booting(),
                seen.draining(),
                millis(seen.service()),
                seen.service().bestPerSecond(),
                seen.bootSeconds(),
                seen.busyCoreSecondsTotal(),
                seen.requestSecondsTotal());
    }

    private static Map<Integer, Double> millis(ServiceCurve service) {
        Map<Integer, Double> millis = new TreeMap<>();
        for (int batch = 1; batch <= service.maxBatch(); batch++) {
            millis.put(batch, MILLIS * service.seconds(batch));
        }
        return millis;
    }
}
