package org.elasticml.mlapp.serving;

/**
 * What a batch took.
 *
 * @param size photos that went through the network; those that could not be decoded are left out
 * @param decodeSeconds decoding and resizing all of them
 * @param networkSeconds one pass for all of them; 0 if there are none
 */
record BatchTimes(int size, double decodeSeconds, double networkSeconds) {
    double seconds() {
        return decodeSeconds + networkSeconds;
    }
}
