package org.elasticml.bench.contest;

import java.io.IOException;
import java.time.Duration;

/** One of several ways to do the same work. */
public interface Contender extends AutoCloseable {
    /** What to call it in a table. */
    String name();

    /**
     * Does the work for about that long.
     *
     * @return images a second
     * @throws IOException if it has broken down
     */
    double imagesPerSecond(Duration duration) throws IOException, InterruptedException;

    @Override
    void close();
}
