package org.elasticml.autoscaler.service;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /status}: what the latest look came to. What is not known is null.
 *
 * @param decision a label of {@code autoscaler_decisions_total}
 * @param reason why, in words
 * @param blind why nothing is known; null if something is
 * @param partial which dispatchers are missing, and why; null if none are
 * @param standsBack why it is another's to scale; null if it is ours
 * @param override the number set by hand; null if none is
 * @param forecast null if the policy makes none
 * @param changes the latest last
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Status(
        String policy,
        String actuator,
        String source,
        String decision,
        String reason,
        String blind,
        String partial,
        String standsBack,
        String actuatorTrouble,
        Integer override,
        Replicas replicas,
        Limits limits,
        Inputs inputs,
        Expected forecast,
        List<Change> changes) {

    /** As the actuator counts them. */
    public record Replicas(int wanted, int ready, int booting, int draining) {}

    public record Limits(int min, int max) {}

    /**
     * What the policy was shown last.
     *
     * @param arrivalsPerSecond over the last ten seconds
     * @param serviceMs what a batch takes, by its size
     * @param perSecond what one replica can do
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Inputs(
            double arrivalsTotal,
            Double arrivalsPerSecond,
            int queued,
            int inFlight,
            int ready,
            int booting,
            int draining,
            Map<Integer, Double> serviceMs,
            double perSecond,
            double bootSeconds,
            double busyCoreSecondsTotal,
            double requestSecondsTotal) {}

    /**
     * What the policy expects.
     *
     * @param errorPerSecond standard error of {@code aheadPerSecond}
     * @param aheadS when a replica asked for now would serve, in seconds from now
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Expected(double perSecond, double aheadPerSecond, double errorPerSecond, double aheadS) {}
}
