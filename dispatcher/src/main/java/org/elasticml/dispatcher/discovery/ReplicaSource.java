package org.elasticml.dispatcher.discovery;

import java.util.Set;
import java.util.function.Consumer;
import org.elasticml.dispatcher.client.ReplicaAddress;

/** Where the replicas are, from now on. */
public interface ReplicaSource extends AutoCloseable {
    /**
     * A replica that is there.
     *
     * @param draining it is going away: nothing new for it
     */
    record Found(ReplicaAddress address, boolean draining) {}

    /**
     * Starts to watch. Returns soon; what it watches need not answer, or exist, yet.
     *
     * @param changed hears the whole set whenever it changes, on any thread, never two at once
     */
    void start(Consumer<Set<Found>> changed);

    /** Whether what it watches has told it all replicas once since the start, be it that there are none. */
    boolean hasListed();

    /** For the log and {@code /stats}, as in {@code DNS ml-app:8000}. */
    String name();

    @Override
    void close();
}
