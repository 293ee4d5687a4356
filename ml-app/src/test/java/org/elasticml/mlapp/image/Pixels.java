package org.elasticml.mlapp.image;

import java.nio.ByteBuffer;

/** Compares decoded images. */
final class Pixels {
    private Pixels() {}

    /** In grey levels, over all channels of all pixels; 256 if there are not as many. */
    static int largestDifference(ByteBuffer one, ByteBuffer other) {
        int largest = one.remaining() == other.remaining() ? 0 : 256;
        for (int i = 0; largest < 256 && i < one.remaining(); i++) {
            largest = Math.max(largest, Math.abs((one.get(i) & 0xff) - (other.get(i) & 0xff)));
        }
        return largest;
    }
}
