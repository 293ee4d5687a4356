package org.elasticml.core.queue;

/** A request's class; a higher one leaves the queue first. Declared from first to last. */
public enum Priority {
    HIGH,
    NORMAL,
    LOW
}
