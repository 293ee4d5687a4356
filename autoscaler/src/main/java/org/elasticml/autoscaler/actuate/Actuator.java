package org.elasticml.autoscaler.actuate;

import java.util.Optional;

/** Where replicas come from. Called by one thread, once a second or two; no call takes longer than a second. */
public interface Actuator extends AutoCloseable {
    /** Where it finds and puts replicas, for a reader. */
    String name();

    /**
     * What there is now.
     *
     * @throws ActuatorException if that can't be known
     */
    ReplicaCounts replicas() throws ActuatorException;

    /**
     * Asks for so many, booting ones included; does not wait until they are there.
     *
     * @throws ActuatorException if it did not come to that; nothing has changed then, or it is not known what has
     */
    void scaleTo(int replicas) throws ActuatorException;

    /** Whether what is asked for comes to be; else it is advice, and another may go by it. */
    default boolean acts() {
        return true;
    }

    /** Why it is not ours to scale now, for a reader: another scales, or leads; empty if it is. */
    Optional<String> standsBack();

    @Override
    void close();
}
