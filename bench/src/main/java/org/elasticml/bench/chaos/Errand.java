package org.elasticml.bench.chaos;

import java.util.Optional;

/**
 * What became of an asynchronous request that was accepted.
 *
 * @param image its number
 * @param location of its result, a path
 * @param acceptedNanos when, from the start of the run
 * @param first read as soon as there was something to be read
 * @param again read when all was over; empty until then
 */
record Errand(int image, String location, long acceptedNanos, Reading first, Optional<Reading> again) {
    Errand readAgain(Reading reading) {
        return new Errand(image, location, acceptedNanos, first, Optional.of(reading));
    }
}
