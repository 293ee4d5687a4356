package org.elasticml.loadtester.cli;

/** What the process ends with; the same in every program of the project. */
public final class ExitCode {
    public static final int FINE = 0;
    /** Could not start, or a count was wrong. */
    public static final int ERROR = 1;

    public static final int USAGE = 2;
    static final int UNREACHABLE = 3;
    /** The generator was too late for its figures to be believed. */
    static final int LATE = 4;
    /** An SLO or a threshold was missed. */
    public static final int MISSED = 99;

    private ExitCode() {}
}
