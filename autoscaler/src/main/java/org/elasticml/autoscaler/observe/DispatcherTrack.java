package org.elasticml.autoscaler.observe;

import java.util.List;
import java.util.Optional;
import org.elasticml.core.metrics.Metric;

/**
 * One dispatcher as it was seen over time, to tell whether what it tells now can be believed.
 *
 * <p>A page stands still ("frozen") when {@code process_uptime_seconds}, which moves whatever else happens, has been the same
 * for {@value #FROZEN_SECONDS} s; a page that does not have it, when all of it has been the same. A sample is old ("stale")
 * when it is older than {@value #STALE_INTERVALS} times what lay between the two before, and than {@value #STALE_SECONDS} s.
 */
final class DispatcherTrack {
    static final double FROZEN_SECONDS = 3;
    static final double STALE_SECONDS = 10;
    static final double STALE_INTERVALS = 2.5;

    /** More than any machine takes. */
    private static final double MOST_ARRIVALS_PER_SECOND = 1e6;

    private Object mark;
    private double markSeconds;
    private double sampleSeconds = Double.NaN;
    private double intervalSeconds;
    private double believedSeconds = Double.NaN;
    private double believedArrivals;
    private double usedSeconds = Double.NEGATIVE_INFINITY;
    private double troubledSince = Double.NaN;

    /** @throws FlawException if this can't be so */
    DispatcherPage read(Reading.Page page) throws FlawException {
        checkFresh(page);
        DispatcherPage read = DispatcherPage.of(page.metrics());
        double seconds = page.seconds() - believedSeconds;
        double growth = MonotoneTotals.growth(believedArrivals, read.arrivals());
        if (growth > MOST_ARRIVALS_PER_SECOND * Math.max(1, seconds)) {
            throw new FlawException("dispatcher_arrivals_total is absurd: it leapt");
        }
        believedSeconds = page.seconds();
        believedArrivals = read.arrivals();
        return read;
    }

    private void checkFresh(Reading.Page page) throws FlawException {
        if (page.seconds() > sampleSeconds) {
            intervalSeconds = page.seconds() - sampleSeconds;
        }
        boolean isNewSample = !(page.seconds() <= sampleSeconds);
        sampleSeconds = page.seconds();
        if (page.ageSeconds() > Math.max(STALE_SECONDS, STALE_INTERVALS * intervalSeconds)) {
            throw new FlawException("its metrics are stale");
        }
        Object now = mark(page.metrics());
        if (!now.equals(mark)) {
            mark = now;
            markSeconds = page.seconds();
        } else if (isNewSample && page.seconds() - markSeconds >= FROZEN_SECONDS) {
            throw new FlawException("its metrics are frozen");
        }
    }

    private static Object mark(List<Metric> metrics) {
        Optional<Metric> uptime = metrics.stream()
                .filter(metric -> metric.name().equals("process_uptime_seconds"))
                .findFirst();
        return uptime.isPresent() ? uptime.get() : metrics;
    }

    /** Whether the page is newer than the one that was used last. */
    boolean isNews(Reading.Page page) {
        return page.seconds() > usedSeconds;
    }

    void used(Reading.Page page) {
        usedSeconds = page.seconds();
    }

    /** For how long it has been in trouble, now that it is again. */
    double troubled(double seconds) {
        if (Double.isNaN(troubledSince)) {
            troubledSince = seconds;
        }
        return seconds - troubledSince;
    }

    /** It is well. */
    void well() {
        troubledSince = Double.NaN;
    }
}
