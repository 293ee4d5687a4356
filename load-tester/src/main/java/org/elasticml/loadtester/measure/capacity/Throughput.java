package org.elasticml.loadtester.measure.capacity;

/**
 * What a replica is taken to be able to do.
 *
 * @param perReplica requests a second
 * @param lowerBound whether it may well be more: no more was asked for, or no rate parts what held from what broke
 */
public record Throughput(Basis basis, double perReplica, boolean lowerBound) {

    /** How it was measured. */
    public enum Basis {
        /** A closed loop: succeeded requests a second, divided by replicas. */
        SATURATION,
        /** An open loop: the highest rate of a stretch that held, below the rate at which p95 breaks; below any that broke, if
         * that is not known. */
        HELD
    }
}
