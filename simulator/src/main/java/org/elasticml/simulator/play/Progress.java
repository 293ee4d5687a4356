package org.elasticml.simulator.play;

/** Hears of each run that is over, from whichever thread played it. */
@FunctionalInterface
public interface Progress {
    /**
     * @param requests that the run played
     */
    void played(long requests);
}
