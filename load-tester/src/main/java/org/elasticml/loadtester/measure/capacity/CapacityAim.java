package org.elasticml.loadtester.measure.capacity;

import java.util.List;

/**
 * What replicas are to be enough for.
 *
 * @param rates requests a second, each more than 0; none: the highest that the run asked for, and twice that
 * @param margin what there is to be on top, as a share of the rate: 0.2 is a fifth
 */
public record CapacityAim(List<Double> rates, double margin) {
    public static final double DEFAULT_MARGIN = 0.2;
    public static final CapacityAim DEFAULT = new CapacityAim(List.of(), DEFAULT_MARGIN);

    public CapacityAim {
        rates = List.copyOf(rates);
    }

    /** Those of the aim, else those that follow from the highest rate that was asked for: none of 0. */
    List<Double> ratesFor(double peakPerSecond) {
        if (!rates.isEmpty() || peakPerSecond <= 0) {
            return rates;
        }
        return List.of(peakPerSecond, 2 * peakPerSecond);
    }
}
