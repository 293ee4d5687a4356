package org.elasticml.core.workload;

/** A text is not a workload; the message says where and why, fit for a user. */
public final class WorkloadFormatException extends Exception {
    public WorkloadFormatException(String message) {
        super(message);
    }
}
