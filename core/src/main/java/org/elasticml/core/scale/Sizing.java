package org.elasticml.core.scale;

/**
 * How many servers it takes to answer in time.
 *
 * <p>A server that takes up to k waiting requests together is treated as one that takes one after the other, in
 * seconds(k)/k each, and of whose answers every one is late by what a batch may add: a newcomer may find a batch just
 * begun where one request would have been (seconds(k) − seconds(k)/k), and is itself answered with a whole batch
 * (seconds(k)). So wait + service ≤ SLO becomes wait of M/D/c ≤ SLO − 2·seconds(k) + seconds(k)/k. That errs on the safe
 * side: batches that are not full are over sooner. Of all k up to the largest batch, the one that needs fewest counts.
 *
 * @param sloSeconds within which an answer should come, from arrival
 * @param missShare of requests, how many may come later
 */
record Sizing(double sloSeconds, double missShare) {
    /** More than any fleet has; more are not looked for. */
    private static final int MOST = 1_000_000;

    /**
     * The fewest servers with P(wait + service &gt; SLO) ≤ the allowed share; at least 1. Where no number of servers answers
     * in time, since the service alone takes too long: as many as keep the queue from growing.
     */
    int fewest(double arrivalsPerSecond, ServiceCurve service) {
        if (!(arrivalsPerSecond > 0)) {
            return 1;
        }
        int fewest = MOST;
        for (int batch = 1; batch <= service.maxBatch(); batch++) {
            fewest = Math.min(fewest, fewest(arrivalsPerSecond, service.seconds(batch), batch, fewest));
        }
        return fewest < MOST ? fewest : stable(arrivalsPerSecond, 1 / service.bestPerSecond());
    }

    private static int stable(double arrivalsPerSecond, double secondsEach) {
        return (int) Math.min(MOST, 1 + Math.floor(arrivalsPerSecond * secondsEach));
    }

    /** By halving, since more servers never make it worse. */
    private int fewest(double arrivalsPerSecond, double batchSeconds, int batch, int atMost) {
        double each = batchSeconds / batch;
        double patience = sloSeconds - 2 * batchSeconds + each;
        int tooFew = stable(arrivalsPerSecond, each) - 1;
        if (patience < 0 || tooFew >= atMost) {
            return atMost;
        }
        int enough = tooFew + 1;
        for (int step = 1; !suffices(enough, arrivalsPerSecond, each, patience); step *= 2) {
            tooFew = enough;
            enough += step;
        }
        while (enough - tooFew > 1) {
            int middle = (enough + tooFew) >>> 1;
            if (suffices(middle, arrivalsPerSecond, each, patience)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private boolean suffices(int servers, double arrivalsPerSecond, double secondsEach, double patience) {
        return new MultiServerQueue(servers, arrivalsPerSecond, secondsEach, 0).waitTail(patience) <= missShare;
    }
}
