package org.elasticml.simulator.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.elasticml.simulator.play.Progress;

/** How far it is, on standard error: a line that is written over on a terminal, else one now and then. */
final class ProgressLine implements Progress {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double SECONDS_BETWEEN_ON_TERMINAL = 0.2;
    private static final double SECONDS_BETWEEN = 10;

    private final PrintWriter err;
    private final int runs;
    private final double expectedRequests;
    private final boolean isTerminal = System.console() != null;
    private final long startNanos = System.nanoTime();
    private double saidSeconds;
    private int done;
    private long requests;
    private long playedNanos;

    ProgressLine(PrintWriter err, int runs, double expectedRequests) {
        this.err = err;
        this.runs = runs;
        this.expectedRequests = expectedRequests;
    }

    @Override
    public synchronized void played(long more, long nanos) {
        done++;
        requests += more;
        playedNanos += nanos;
        double seconds = elapsed();
        if (done < runs && seconds - saidSeconds > (isTerminal ? SECONDS_BETWEEN_ON_TERMINAL : SECONDS_BETWEEN)) {
            saidSeconds = seconds;
            double left = seconds * Math.max(0, expectedRequests / requests - 1);
            say(String.format(Locale.ROOT, "%,d of %,d runs, about %.0f s left", done, runs, left));
        }
    }

    private double elapsed() {
        return (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    }

    private void say(String text) {
        err.print(isTerminal ? "\r" + text + "\033[K" : text + System.lineSeparator());
        err.flush();
    }

    /** Says what it took. */
    synchronized void end() {
        say(String.format(
                Locale.ROOT,
                "%,d runs of %,d arrivals in %.1f s, yardsticks included; a run played %,.0f arrivals a second",
                done,
                requests,
                elapsed(),
                requests / (playedNanos / NANOS_PER_SECOND)));
        err.print(isTerminal ? System.lineSeparator() : "");
        err.flush();
    }
}
