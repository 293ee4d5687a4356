package org.elasticml.loadtester.report;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Bars, a group for each of some names.
 *
 * @param title what is measured, in what
 */
record BarPanel(String title, List<Series> series) {

    /**
     * One bar of each group.
     *
     * @param values one for each name; not a number where there is none
     * @param label of the bar in a row
     */
    record Series(String name, Color color, double[] values, IntFunction<String> label) {}

    double highest() {
        return series.stream()
                .flatMapToDouble(it -> Arrays.stream(it.values()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }
}
