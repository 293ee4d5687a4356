package org.elasticml.simulator.play;

/** Hears of each run that is over, from whichever thread played it. */
@FunctionalInterface
public interface Progress {
    /**
     * @param requests that the run played
     * @param nanos of wall time that it took
     */
    void played(long requests, long nanos);
}
