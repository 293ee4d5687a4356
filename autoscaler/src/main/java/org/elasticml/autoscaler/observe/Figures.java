package org.elasticml.autoscaler.observe;

import org.elasticml.core.scale.ServiceCurve;

/**
 * The load at one instant, over all dispatchers and replicas. Totals never go back, whoever restarts; they count from when
 * a source was first seen.
 *
 * @param seconds when, on the clock of the readings
 * @param arrivalsTotal requests that came and need a replica: those that a dispatcher's cache answers do not
 * @param queued requests that wait
 * @param inFlight requests that replicas work on
 * @param service what a batch takes, the mean of the replicas
 * @param busyCoreSecondsTotal CPU time of the replicas' processes
 * @param requestSecondsTotal the integral of queued and in flight
 */
public record Figures(
        double seconds,
        double arrivalsTotal,
        int queued,
        int inFlight,
        ServiceCurve service,
        double busyCoreSecondsTotal,
        double requestSecondsTotal) {}
