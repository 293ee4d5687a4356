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
 */
record Sizing(double sloSeconds) {
    /** More than any fleet has; more are not looked for. */
    private static final int MOST = 1_000_000;

    /** The mean over a normal distribution by its values at −√3, 0 and √3 (Gauss–Hermite). */
    private static final double OFF = Math.sqrt(3);

    /**
     * The fewest servers that answer no larger share too late ({@link MultiServerQueue#lateShare}); at least 1. Where no
     * number of servers answers in time, since the service alone takes too long: as many as keep the queue from growing.
     *
     * @param perSecond arrivals
     * @param error its standard error: the share is a mean over what the rate may be
     * @param lateShare from 0 to 1
     */
    int fewest(double perSecond, double error, double lateShare, ServiceCurve service) {
        if (!(perSecond > 0)) {
            return 1;
        }
        int fewest = MOST;
        for (int batch = 1; batch <= service.maxBatch(); batch++) {
            double each = service.seconds(batch) / batch;
            double patience = sloSeconds - 2 * service.seconds(batch) + each;
            if (patience >= 0) {
                fewest = fewest(new Line(perSecond, error, each, patience), lateShare, fewest);
            }
        }
        return fewest < MOST ? fewest : atLeast(perSecond / service.bestPerSecond());
    }

    /** Fewer than that keep up with no rate that is likely. */
    private static int atLeast(double load) {
        return (int) Math.min(MOST, 1 + Math.floor(load));
    }

    private record Line(double perSecond, double error, double secondsEach, double patience) {
        double lateShare(int servers) {
            double off = Math.min(OFF * error, perSecond * (1 - 1e-3));
            return (late(servers, perSecond - off) + 4 * late(servers, perSecond) + late(servers, perSecond + off)) / 6;
        }

        private double late(int servers, double rate) {
            return new MultiServerQueue(servers, rate, secondsEach, 0).lateShare(patience);
        }
    }

    /** By halving, since more servers never make it worse. */
    private static int fewest(Line line, double lateShare, int atMost) {
        int tooFew = 0;
        int enough = atLeast(line.perSecond * line.secondsEach);
        for (int step = 1; line.lateShare(enough) > lateShare; step *= 2) {
            tooFew = enough;
            enough += step;
            if (tooFew >= atMost) {
                return atMost;
            }
        }
        while (enough - tooFew > 1) {
            int middle = (enough + tooFew) >>> 1;
            if (line.lateShare(middle) <= lateShare) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return Math.min(enough, atMost);
    }
}
