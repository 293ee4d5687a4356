package org.elasticml.mlapp.serving;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What starting took, phase by phase, for the log. */
final class StartTimes {
    private final List<String> phases = new ArrayList<>();
    private double doneSeconds;

    /**
     * Ends a phase, which began where the one before it ended; the first with the JVM.
     *
     * @param uptimeSeconds of the JVM
     */
    void done(String phase, double uptimeSeconds) {
        phases.add(String.format(Locale.ROOT, "%s %.1f s", phase, uptimeSeconds - doneSeconds));
        doneSeconds = uptimeSeconds;
    }

    void done(String phase) {
        done(phase, ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f s: %s", doneSeconds, String.join(", ", phases));
    }
}
