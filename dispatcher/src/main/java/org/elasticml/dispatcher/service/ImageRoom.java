package org.elasticml.dispatcher.service;

/** How many bytes of images that came by way of the shared queue are held at a time. Thread-safe. */
final class ImageRoom {
    private final long maxBytes;
    private long heldBytes;
    private boolean isShort;

    ImageRoom(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** False if there is no room now; one alone has room however large it is. */
    synchronized boolean take(int bytes) {
        isShort = heldBytes > 0 && heldBytes + bytes > maxBytes;
        if (!isShort) {
            heldBytes += bytes;
        }
        return !isShort;
    }

    /** Ends a {@link #take} that was true. */
    synchronized void free(int bytes) {
        heldBytes -= bytes;
        isShort = false;
    }

    /** Whether the last one had no room, and nothing was freed since. */
    synchronized boolean isShort() {
        return isShort;
    }
}
