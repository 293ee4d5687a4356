package org.elasticml.loadtester.measure.resource;

import java.util.OptionalLong;

/**
 * What a process told of itself at one instant.
 *
 * @param name of the process; of one of several that were found together {@code GROUP/NAME}
 * @param nanos from the start of the run
 * @param cpuNanos CPU time since the process began
 * @param memoryBytes resident memory
 */
public record ResourceSample(String name, long nanos, OptionalLong cpuNanos, OptionalLong memoryBytes) {
    static final char GROUP_END = '/';
    private static final double NANOS_PER_SECOND = 1e9;

    double seconds() {
        return nanos / NANOS_PER_SECOND;
    }
}
