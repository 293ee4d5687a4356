package org.elasticml.loadtester.measure.compare;

import java.util.Optional;
import java.util.OptionalDouble;
import org.elasticml.loadtester.measure.compare.Difference.Range;

/**
 * How many times as fast a deployment answers in the mean as the baseline: the baseline's mean latency divided by its own.
 *
 * @param factor empty if one of both is not known
 * @param within as that of the difference of the means
 */
public record SpeedUp(OptionalDouble factor, Optional<Range> within) {

    static SpeedUp of(Difference mean) {
        return new SpeedUp(
                mean.percent().isPresent()
                        ? OptionalDouble.of(inverse(mean.percent().getAsDouble()))
                        : OptionalDouble.empty(),
                mean.within().map(range -> new Range(inverse(range.high()), inverse(range.low()))));
    }

    private static double inverse(double percent) {
        return 1 / (1 + percent / 100);
    }
}
