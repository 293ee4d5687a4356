package org.elasticml.mlapp.weights;

import java.io.PrintStream;
import java.util.Locale;

/** Shows how far a download is: a bar that is drawn over itself on a terminal, a line every tenth elsewhere. */
final class Progress {
    private static final int BAR_WIDTH = 30;

    private final String what;
    private final PrintStream out;
    private final boolean terminal;
    private int shownPercent = -1;

    Progress(String what, PrintStream out, boolean terminal) {
        this.what = what;
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * @param bytes so far
     * @param expected in all, or negative if that is not known; then nothing is shown
     */
    void received(long bytes, long expected) {
        if (expected <= 0) {
            return;
        }
        int percent = (int) (100 * bytes / expected);
        if (percent <= shownPercent || !terminal && percent / 10 == shownPercent / 10 && shownPercent >= 0) {
            return;
        }
        shownPercent = percent;
        String amount = String.format(Locale.ROOT, "%3d %% of %.1f MB", percent, expected / 1e6);
        if (terminal) {
            int done = BAR_WIDTH * percent / 100;
            String bar = "=".repeat(done) + " ".repeat(BAR_WIDTH - done);
            out.print("\r" + what + " [" + bar + "] " + amount + (percent == 100 ? System.lineSeparator() : ""));
            out.flush();
        } else {
            out.println(what + ": " + amount);
        }
    }
}
