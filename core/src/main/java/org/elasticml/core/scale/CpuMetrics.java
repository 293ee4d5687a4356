package org.elasticml.core.scale;

/**
 * CPU utilisation as Kubernetes' resource metrics show it: meters are read every so often, scraped less often, and the use
 * is that between the readings that the last two scrapes found.
 */
final class CpuMetrics {
    private record Reading(double busyCoreSeconds, double readySeconds, int ready) {}

    private final Every sample;
    private final Every scrape;
    private double lastSeconds = Double.NaN;
    private double readySeconds;
    private Reading read;
    private Reading scraped;
    private Reading scrapedBefore;

    CpuMetrics(double sampleSeconds, double scrapeSeconds) {
        sample = new Every(sampleSeconds);
        scrape = new Every(scrapeSeconds);
    }

    void observe(Observation now) {
        if (!Double.isNaN(lastSeconds)) {
            readySeconds += now.ready() * (now.seconds() - lastSeconds);
        }
        lastSeconds = now.seconds();
        if (sample.isDue(now.seconds())) {
            read = new Reading(now.busyCoreSecondsTotal(), readySeconds, now.ready());
        }
        if (scrape.isDue(now.seconds()) && read != scraped) {
            scrapedBefore = scraped;
            scraped = read;
        }
    }

    /** Whether there are two readings between which something was ready. */
    boolean isKnown() {
        return scrapedBefore != null && scraped.readySeconds() > scrapedBefore.readySeconds();
    }

    /** In whole percent, rounded down, at most 100, which is the limit. */
    int utilisationPercent() {
        double used = scraped.busyCoreSeconds() - scrapedBefore.busyCoreSeconds();
        double had = scraped.readySeconds() - scrapedBefore.readySeconds();
        return (int) Math.min(100, Math.floor(100 * used / had + 1e-9));
    }

    /** Replicas that were ready all the time between the two readings, of those ready now. */
    int measured(int ready) {
        return Math.min(ready, Math.min(scrapedBefore.ready(), scraped.ready()));
    }

    void forget() {
        lastSeconds = Double.NaN;
        read = null;
        scraped = null;
        scrapedBefore = null;
    }
}
