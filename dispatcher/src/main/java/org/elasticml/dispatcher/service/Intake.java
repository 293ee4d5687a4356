package org.elasticml.dispatcher.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.elasticml.core.queue.Priority;
import org.elasticml.web.Bodies;
import org.elasticml.web.ProblemException;

/** How requests come into the queue and to their answers: the queue of this process, or one that dispatchers share. */
interface Intake {
    /** What a background request is refused with when there are too many already. */
    static ProblemException tooManyUnanswered() {
        return new ProblemException(503, "too many asynchronous requests are unanswered", 1);
    }

    void start();

    /**
     * Asked before a body is read.
     *
     * @throws ProblemException 503, if such a request would not be taken now, whatever its deadline
     */
    void requireRoom(boolean background);

    /**
     * Queues a request whose sender waits.
     *
     * @return its answer, or a {@link ProblemException} that says why there is none; cancelled, it is abandoned
     * @throws ProblemException 503, if it is refused
     */
    CompletionStage<ObjectNode> ask(PendingRequest request, Priority priority);

    /**
     * Queues a background request.
     *
     * @param body is held for as long as the image is kept in this process
     * @return the id of its result once it is accepted, or a {@link ProblemException}, 503
     */
    Uni<String> accept(PendingRequest request, Priority priority, Bodies.Hold body);

    /**
     * What became of a request that was accepted. Called on an event loop.
     *
     * @param wait how long to wait for its answer while there is none
     */
    Uni<ResultState> result(String id, Duration wait);

    /** How many dispatchers share the queue, this one included. */
    int dispatchers();

    /** How many wait in {@link #result}. */
    int resultWaiters();

    /** What time brings. To be called often. */
    void tick();

    void close();
}
