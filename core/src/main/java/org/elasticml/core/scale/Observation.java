package org.elasticml.core.scale;

/**
 * What an autoscaler sees at one instant. Totals are counters since any start, of which policies take differences; a
 * number that is not known is never given as 0: then there is a {@link Blind} instead.
 *
 * @param seconds when, on any clock that does not go back
 * @param arrivalsTotal requests that came and need a replica, refused ones included
 * @param queued requests that wait, in no replica yet
 * @param inFlight requests that replicas work on
 * @param ready replicas that serve
 * @param booting replicas that were asked for and do not serve yet
 * @param draining replicas that finish what they have and get nothing new
 * @param service how long replicas take for a batch, as they measured it
 * @param bootSeconds how long a replica took from being asked for to serving, of late
 * @param busyCoreSecondsTotal core-seconds that replicas have computed, what CPU meters show
 * @param requestSecondsTotal the integral of queued and in flight requests over time, what concurrency meters show
 */
public record Observation(
        double seconds,
        double arrivalsTotal,
        int queued,
        int inFlight,
        int ready,
        int booting,
        int draining,
        ServiceCurve service,
        double bootSeconds,
        double busyCoreSecondsTotal,
        double requestSecondsTotal)
        implements Sight {
    /** Replicas that were asked for and are not to go: what a decision changes. */
    public int replicas() {
        return ready + booting;
    }

    /**
     * Why this can't have come after {@code before}, for a reader, or null if it can.
     *
     * @param before or null, if it is the first
     */
    String flawAfter(Observation before) {
        if (!(isCount(arrivalsTotal) && isCount(busyCoreSecondsTotal) && isCount(requestSecondsTotal))) {
            return "a total that is no number from 0 up";
        }
        if (queued < 0 || inFlight < 0 || ready < 0 || booting < 0 || draining < 0) {
            return "fewer than none";
        }
        if (!isCount(bootSeconds) || !Double.isFinite(seconds)) {
            return "a time that is no number";
        }
        if (before == null) {
            return null;
        }
        if (seconds <= before.seconds) {
            return "time stood still";
        }
        return arrivalsTotal < before.arrivalsTotal
                        || busyCoreSecondsTotal < before.busyCoreSecondsTotal
                        || requestSecondsTotal < before.requestSecondsTotal
                ? "a total went back"
                : null;
    }

    private static boolean isCount(double number) {
        return number >= 0 && number < Double.POSITIVE_INFINITY;
    }
}
