package org.elasticml.loadtester.send;

import java.util.concurrent.CompletionStage;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.photo.Photo;

/** What the load is put on. Another protocol is another implementation. */
public interface Target extends AutoCloseable {
    /**
     * Whether it is there and is what it should be.
     *
     * @return completes normally if so, else with an exception whose message says what is wrong
     */
    CompletionStage<Void> check();

    /**
     * Sends a photo. Returns at once and never throws: what goes wrong is an {@link Answer} too.
     *
     * @param onWritten called when the request is written; not at all if it never is
     */
    CompletionStage<Answer> send(Photo photo, Runnable onWritten);

    @Override
    void close();
}
