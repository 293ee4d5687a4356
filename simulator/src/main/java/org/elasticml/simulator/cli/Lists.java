package org.elasticml.simulator.cli;

import java.util.List;

/** What options list. */
final class Lists {
    private Lists() {}

    /** What is named twice is meant once. */
    static <T> List<T> distinct(List<T> named) {
        return named.stream().distinct().toList();
    }
}
