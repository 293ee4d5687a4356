package org.elasticml.dispatcher.service;

import java.util.function.Consumer;
import org.elasticml.dispatcher.redis.Place;

/** A request in the shared queue whose sender waits at this dispatcher. Thread-safe. */
final class Attended {
    final PendingRequest request;
    private final Consumer<Place> remove;
    private Place place;
    private boolean servedHere;

    /** @param remove takes it out of the shared queue, if it is still there; is called once it has ended and has a place */
    Attended(PendingRequest request, Consumer<Place> remove) {
        this.request = request;
        this.remove = remove;
    }

    /** It is in the queue: told when Redis says so, or when it is taken, whichever is heard first. */
    synchronized void placed(Place where) {
        place = where;
        if (request.answer.isDone()) {
            remove.accept(where);
        }
    }

    synchronized boolean isPlaced() {
        return place != null;
    }

    /** It was taken by its own dispatcher, and is {@link Dispatch}'s from now on. */
    synchronized void serveHere(Place where) {
        servedHere = true;
        placed(where);
    }

    synchronized boolean isServedHere() {
        return servedHere;
    }

    /** It is answered, refused or abandoned. */
    synchronized void ended() {
        if (place != null) {
            remove.accept(place);
        }
    }
}
