package org.elasticml.loadtester.report;

import java.io.PrintWriter;
import java.time.Duration;
import org.elasticml.loadtester.send.Snapshot;

/**
 * Where progress goes: on a terminal a bar and a line that are rewritten, elsewhere a line each tenth of the run, but not
 * two within a second, and none later than a minute after the one before.
 */
public final class ProgressPrinter {
    private static final int LINES = 10;
    /** A line that is longer than its terminal can't be rewritten. */
    private static final int MAX_COLUMNS = 79;

    private static final int MAX_BAR = 12;

    private static final long LEAST_NANOS = 1_000_000_000L;
    private static final long MOST_NANOS = 60_000_000_000L;

    private final PrintWriter out;
    private final Progress progress;
    private final boolean terminal;
    private int lastLine;
    private long lastNanos;
    private long seenNanos;
    private int lineLength;

    public ProgressPrinter(PrintWriter out, Progress progress, boolean terminal) {
        this.out = out;
        this.progress = progress;
        this.terminal = terminal;
    }

    /** How long to wait between two snapshots. */
    public Duration interval() {
        return Duration.ofMillis(terminal ? 500 : 100);
    }

    public void print(Snapshot now) {
        if (now.nanos() <= seenNanos) {
            return; // nothing new is known
        }
        seenNanos = now.nanos();
        if (terminal) {
            // Blanks wipe out what a longer line before has left.
            String line = fitting(now);
            out.print("\r" + line + " ".repeat(Math.max(0, lineLength - line.length())));
            lineLength = line.length();
        } else if (isTimeForALine(now)) {
            lastLine = line(now);
            lastNanos = now.nanos();
            out.println(progress.line(now));
        }
        out.flush();
    }

    /** The bar takes what the figures leave. */
    private String fitting(Snapshot now) {
        String figures = progress.line(now);
        int bar = Math.min(MAX_BAR, MAX_COLUMNS - figures.length() - "[] ".length());
        String line = bar > 0 ? progress.bar(now, bar) + " " + figures : figures;
        return line.substring(0, Math.min(line.length(), MAX_COLUMNS));
    }

    private boolean isTimeForALine(Snapshot now) {
        long since = now.nanos() - lastNanos;
        return line(now) > lastLine && since >= LEAST_NANOS || since >= MOST_NANOS;
    }

    private int line(Snapshot now) {
        return (int) (LINES * progress.done(now));
    }

    /** Leaves the line, so that others can be printed. */
    public void end() {
        if (lineLength > 0) {
            out.println();
        }
    }

    /** Takes the line back. */
    public void wipe() {
        if (lineLength > 0) {
            out.print("\r" + " ".repeat(lineLength) + "\r");
            out.flush();
        }
    }
}
