package org.elasticml.launcher;

/**
 * What a deployment can do.
 *
 * @param replicaPerSecond images a second of one replica, as it measured at warm-up, with its core to itself
 * @param mostReplicas how many there are, or may be
 * @param scales whether their number follows the load
 */
record Capacity(double replicaPerSecond, int mostReplicas, boolean scales) {
    /** Of what all replicas can do: the generator and the dispatcher need some of the same cores. */
    private static final double OF_ALL = 0.6;

    /** Of what one replica can do at its best, with its core to itself: too much for one in time. */
    private static final double OF_ONE = 1.0;

    double perSecond() {
        return mostReplicas * replicaPerSecond;
    }

    /** The rate of images that a demo's peak asks: it needs a second replica, if there may be one. */
    double demoPeakPerSecond() {
        double all = OF_ALL * perSecond();
        return scales && mostReplicas > 1 ? Math.min(OF_ONE * replicaPerSecond, all) : all;
    }
}
