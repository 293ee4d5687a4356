package org.elasticml.mlapp.serving;

import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a batch of any size takes: its photos' decoding, which depends on the photos, and one pass through the network,
 * which depends on the size. Begins with what was measured at warm-up; every batch served then moves it by a tenth of
 * the difference (exponential smoothing). Thread-safe.
 */
final class ServiceTimes {
    private static final double WEIGHT = 0.1;

    private final NavigableMap<Integer, Double> networkSeconds;
    private final double firstSecondsOfOne;
    private double decodeSeconds;

    /**
     * @param networkSeconds by batch size, 1 among them
     * @param decodeSeconds of one photo
     */
    ServiceTimes(SortedMap<Integer, Double> networkSeconds, double decodeSeconds) {
        this.networkSeconds = new TreeMap<>(networkSeconds);
        this.decodeSeconds = decodeSeconds;
        this.firstSecondsOfOne = seconds(1);
    }

    /** A batch was served. */
    synchronized void observe(BatchTimes times) {
        if (times.size() == 0) {
            return;
        }
        networkSeconds.put(times.size(), smoothed(networkSeconds(times.size()), times.networkSeconds()));
        decodeSeconds = smoothed(decodeSeconds, times.decodeSeconds() / times.size());
    }

    private static double smoothed(double before, double now) {
        return before + WEIGHT * (now - before);
    }

    /** What a batch of that size, at least 1, takes from now on, as far as can be told. */
    synchronized double seconds(int size) {
        return size * decodeSeconds + networkSeconds(size);
    }

    /** Between sizes that are known it is linear; beyond the largest, in proportion. */
    private double networkSeconds(int size) {
        Map.Entry<Integer, Double> below = networkSeconds.floorEntry(size);
        Map.Entry<Integer, Double> above = networkSeconds.ceilingEntry(size);
        if (above == null) {
            return below.getValue() * size / below.getKey();
        }
        if (above.getKey() == size) {
            return above.getValue();
        }
        double part = (double) (size - below.getKey()) / (above.getKey() - below.getKey());
        return below.getValue() + part * (above.getValue() - below.getValue());
    }

    /**
     * What one photo alone takes at best: now, or as it was at warm-up. A replica that judged by the present alone, and
     * refused all for want of time, would never learn that it is fast again.
     */
    synchronized double hopefulSecondsOfOne() {
        return Math.min(seconds(1), firstSecondsOfOne);
    }
}
