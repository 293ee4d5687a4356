package org.elasticml.bench.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is found against a run: counts that are wrong, and thresholds that were missed. */
public final class Findings {
    private final List<String> wrong = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();

    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    public List<String> missed() {
        return List.copyOf(missed);
    }

    /** Each request that was sent ended, once. */
    public Findings ended(int sent, int ended) {
        return count(sent == ended && sent > 0, sent + " requests were sent, " + ended + " have an end");
    }

    public Findings noneFailed(List<Phase> phases) {
        int failed = phases.stream().mapToInt(Phase::failed).sum();
        return count(failed == 0, failed + " failed");
    }

    public Findings noneRefused(List<Phase> phases) {
        int refused = phases.stream().mapToInt(Phase::refused).sum();
        return count(refused == 0, refused + " refused");
    }

    /** A count, or that something was done at all. */
    public Findings count(boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
        return this;
    }

    /** What was not measured, NaN, has missed the limit. */
    public Findings atMost(String what, double value, double limit, String unit) {
        if (!(value <= limit)) {
            missed.add(
                    String.format(Locale.ROOT, "%s is %.2f%s, aimed at no more than %.2f", what, value, unit, limit));
        }
        return this;
    }

    public Findings atLeast(String what, double value, double limit, String unit) {
        if (!(value >= limit)) {
            missed.add(
                    String.format(Locale.ROOT, "%s is %.2f%s, aimed at no less than %.2f", what, value, unit, limit));
        }
        return this;
    }
}
