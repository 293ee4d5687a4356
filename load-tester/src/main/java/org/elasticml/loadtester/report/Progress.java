package org.elasticml.loadtester.report;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.send.Snapshot;

/**
 * How a run goes, in one line. Rates are means since the line before; percentiles are
 * those of the snapshot.
 */
public final class Progress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Extent extent;
    private final Optional<Workload> asked;
    private double lastSeconds;
    private int lastWritten;

    /**
     * @param asked the rates that are played; empty for a closed loop
     */
    public Progress(Extent extent, Optional<Workload> asked) {
        this.extent = extent;
        this.asked = asked;
    }

    /** The share of the run that is done, 0 to 1. */
    double done(Snapshot now) {
        return extent.done(now.nanos() / NANOS_PER_SECOND, now.written() - now.inFlight());
    }

    /** The line for this snapshot, which is later than the one before. */
    String line(Snapshot now) {
        double seconds = now.nanos() / NANOS_PER_SECOND;
        double elapsed = seconds - lastSeconds;
        String rate = perSecond((now.written() - lastWritten) / elapsed);
        if (asked.isPresent()) {
            double due = dueUntil(asked.get(), seconds) - dueUntil(asked.get(), lastSeconds);
            rate += " of " + perSecond(due / elapsed);
        }
        lastSeconds = seconds;
        lastWritten = now.written();
        return String.format(
                Locale.ROOT,
                "%3.0f%% %s  %s/s  %d open  p99 %s  refused %d  failed %d",
                100 * done(now),
                timeLeft(done(now), seconds),
                rate,
                now.inFlight(),
                millis(now.recent().millis(99)),
                now.refused(),
                now.failed());
    }

    /**
     * @param columns between its ends
     */
    String bar(Snapshot now, int columns) {
        int full = (int) Math.round(columns * done(now));
        return "[" + "#".repeat(full) + ".".repeat(columns - full) + "]";
    }

    /** Of a run that goes on as it did. */
    private static String timeLeft(double done, double seconds) {
        if (done >= 1) {
            return "last answers";
        }
        return done > 0 ? clock(seconds * (1 - done) / done) + " left" : "-:-- left";
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    /** The integral of the rate. */
    private static double dueUntil(Workload workload, double seconds) {
        double due = 0;
        for (int second = 0; second < Math.min(seconds, workload.seconds()); second++) {
            due += workload.ratePerSecond(second) * Math.min(1, seconds - second);
        }
        return due;
    }

    private static String perSecond(double rate) {
        return String.format(Locale.ROOT, rate < 100 ? "%.1f" : "%.0f", rate);
    }

    private static String millis(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.0f ms", value.getAsDouble()) : "-";
    }
}
