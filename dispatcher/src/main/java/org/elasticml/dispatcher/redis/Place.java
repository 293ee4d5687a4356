package org.elasticml.dispatcher.redis;

import org.elasticml.core.queue.Priority;

/**
 * Where a request is in the shared queue.
 *
 * @param entry its name within its stream
 * @param id the request's
 */
public record Place(boolean background, Priority priority, String entry, String id) {
    private static final Priority[] PRIORITIES = Priority.values();

    /** Its stream's number, as the scripts count them: from 1, those who wait first, each from high to low priority. */
    int stream() {
        return stream(background, priority);
    }

    static int stream(boolean background, Priority priority) {
        return 1 + (background ? PRIORITIES.length : 0) + priority.ordinal();
    }

    /** For another dispatcher; {@link #parse} reads it. */
    String text() {
        return stream() + " " + entry + " " + id;
    }

    static Place parse(String text) {
        String[] parts = text.split(" ", 3);
        return of(Integer.parseInt(parts[0]), parts[1], parts[2]);
    }

    static Place of(int stream, String entry, String id) {
        int index = stream - 1;
        return new Place(index >= PRIORITIES.length, PRIORITIES[index % PRIORITIES.length], entry, id);
    }
}
