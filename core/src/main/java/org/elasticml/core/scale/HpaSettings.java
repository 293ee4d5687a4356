package org.elasticml.core.scale;

/**
 * @param targetUtilisation share of a core that replicas are to use, more than 0, at most 1
 * @param sampleSeconds how often the node reads CPU meters (the kubelet's cAdvisor: {@code --housekeeping-interval})
 * @param scrapeSeconds how often these are collected (metrics-server: {@code --metric-resolution})
 * @param syncSeconds how often it decides ({@code --horizontal-pod-autoscaler-sync-period})
 * @param tolerance the ratio of use to target may be off by so much ({@code --horizontal-pod-autoscaler-tolerance})
 * @param downStabilisationSeconds ({@code --horizontal-pod-autoscaler-downscale-stabilization})
 * @param upReplicas how many may be added in 15 s, or as many as there are by {@code upShare}, whichever is more
 * @param upShare of the replicas
 */
public record HpaSettings(
        double targetUtilisation,
        double sampleSeconds,
        double scrapeSeconds,
        double syncSeconds,
        double tolerance,
        double downStabilisationSeconds,
        int upReplicas,
        double upShare) {
    /** Kubernetes' defaults. */
    public static HpaSettings target(double utilisation) {
        return new HpaSettings(utilisation, 10, 15, 15, 0.1, 300, 4, 1.0);
    }

    /** The same, with metrics collected every so many seconds. */
    HpaSettings withScrapeSeconds(double seconds) {
        return new HpaSettings(
                targetUtilisation,
                sampleSeconds,
                seconds,
                syncSeconds,
                tolerance,
                downStabilisationSeconds,
                upReplicas,
                upShare);
    }
}
