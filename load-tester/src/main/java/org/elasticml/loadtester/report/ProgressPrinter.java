package org.elasticml.loadtester.report;

import java.io.PrintWriter;
import java.time.Duration;

/** Where progress goes: on a terminal one line that is rewritten each second, elsewhere a line each tenth of the run. */
public final class ProgressPrinter {
    private static final int LINES_PER_RUN = 10;

    private final PrintWriter out;
    private final boolean terminal;
    private int lineLength;

    public ProgressPrinter(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** How long to wait between two lines of a run of this length. */
    public Duration interval(int runSeconds) {
        return terminal ? Duration.ofSeconds(1) : Duration.ofMillis(Math.max(1000, runSeconds * 1000L / LINES_PER_RUN));
    }

    public void print(String line) {
        if (terminal) {
            // Blanks wipe out what a longer line before has left.
            out.print("\r" + line + " ".repeat(Math.max(0, lineLength - line.length())));
            lineLength = line.length();
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Leaves the line, so that others can be printed. */
    public void end() {
        if (lineLength > 0) {
            out.println();
        }
    }
}
