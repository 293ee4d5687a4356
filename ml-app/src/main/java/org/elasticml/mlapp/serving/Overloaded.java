package org.elasticml.mlapp.serving;

/** The replica's queue is full. */
public final class Overloaded extends Exception {
    Overloaded(int capacity) {
        super("this replica's queue is full: " + capacity + " images wait", null, false, false);
    }
}
