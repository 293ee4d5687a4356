package org.elasticml.core.scale;

/** Observations for tests, with what matters to them. */
final class Sights {
    static final ReplicaLimits LIMITS = new ReplicaLimits(1, 100);
    static final ServiceCurve SERVICE = ServiceCurve.of(0.1);

    private Sights() {}

    static Observation arrivals(double seconds, double total, int queued, int ready, int booting) {
        return new Observation(seconds, total, queued, 0, ready, booting, 0, SERVICE, 5, 0, 0);
    }

    static Observation busy(double seconds, double coreSeconds, int ready, int booting) {
        return new Observation(seconds, 0, 0, 0, ready, booting, 0, SERVICE, 5, coreSeconds, 0);
    }

    static Observation concurrency(double seconds, double requestSeconds, int ready) {
        return new Observation(seconds, 0, 0, 0, ready, 0, 0, SERVICE, 5, 0, requestSeconds);
    }

    static Observation queue(double seconds, int queued, int ready) {
        return new Observation(seconds, 0, queued, 0, ready, 0, 0, SERVICE, 5, 0, 0);
    }

    /** How many there are to be after a decision. */
    static int after(Decision decision, int replicas) {
        return decision instanceof Decision.ScaleTo to ? to.replicas() : replicas;
    }
}
