package org.elasticml.dispatcher.service;

import java.util.Optional;
import java.util.function.Consumer;
import org.elasticml.dispatcher.redis.Place;

/** A request in the shared queue whose sender waits at this dispatcher. Thread-safe. */
final class Attended {
    final PendingRequest request;
    private final Consumer<Place> remove;
    private Place place;
    private boolean servedHere;
    private boolean beingLent;

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

    synchronized Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    /**
     * Another dispatcher has taken it, and lacks its image.
     *
     * @return whether that is to be lent, until {@link #endLending}: not if it is served here, or is being lent already
     */
    synchronized boolean beginLending() {
        if (servedHere || beingLent || request.answer.isDone()) {
            return false;
        }
        beingLent = true;
        return true;
    }

    synchronized void endLending() {
        beingLent = false;
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
