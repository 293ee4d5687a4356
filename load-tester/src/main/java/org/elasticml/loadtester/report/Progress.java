package org.elasticml.loadtester.report;

import java.util.Locale;
import java.util.OptionalDouble;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.send.Snapshot;

/** The progress line. Rates are means since the line before; percentiles are those of the snapshot. */
public final class Progress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Workload workload;
    private double lastSeconds;
    private int lastWritten;

    public Progress(Workload workload) {
        this.workload = workload;
    }

    /** The line for this snapshot, which is later than the one before. */
    public String line(Snapshot now) {
        double seconds = now.nanos() / NANOS_PER_SECOND;
        double elapsed = seconds - lastSeconds;
        double asked = (dueUntil(seconds) - dueUntil(lastSeconds)) / elapsed;
        double achieved = (now.written() - lastWritten) / elapsed;
        lastSeconds = seconds;
        lastWritten = now.written();
        return String.format(
                Locale.ROOT,
                "%4.0f/%d s  asked %.1f/s  achieved %.1f/s  in flight %d  p50 %s  p99 %s  refused %d  failed %d",
                Math.min(seconds, workload.seconds()),
                workload.seconds(),
                asked,
                achieved,
                now.inFlight(),
                millis(now.recent().millis(50)),
                millis(now.recent().millis(99)),
                now.refused(),
                now.failed());
    }

    /** The integral of the rate. */
    private double dueUntil(double seconds) {
        double due = 0;
        for (int second = 0; second < Math.min(seconds, workload.seconds()); second++) {
            due += workload.ratePerSecond(second) * Math.min(1, seconds - second);
        }
        return due;
    }

    private static String millis(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.0f ms", value.getAsDouble()) : "-";
    }
}
