package org.elasticml.loadtester.measure.compare;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What deployments are compared by. */
public enum ComparedFigure {
    MEAN(Pooled::meanMs, "slower", "faster"),
    P95(Pooled::p95Ms, "slower", "faster"),
    P99(Pooled::p99Ms, "slower", "faster"),
    THROUGHPUT(Pooled::throughputRps, "higher", "lower"),
    /** Requests that were refused or failed, as a share of all. */
    ERRORS(Pooled::errorShare, "more", "fewer");

    private final ToDoubleFunction<Pooled> value;
    private final String more;
    private final String less;

    ComparedFigure(ToDoubleFunction<Pooled> value, String more, String less) {
        this.value = value;
        this.more = more;
        this.less = less;
    }

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isLatency() {
        return this == MEAN || this == P95 || this == P99;
    }

    /** What a deployment is that has more of it than the baseline. */
    String moreWord() {
        return more;
    }

    String lessWord() {
        return less;
    }

    /** On the scale on which differences are taken: of shares their own, of all else the logarithm. */
    double scaled(Pooled pooled) {
        double plain = value.applyAsDouble(pooled);
        return this == ERRORS ? plain : Math.log(plain);
    }

    /** What a difference on that scale means: percentage points of requests, or percent of the baseline's figure. */
    double percent(double difference) {
        return 100 * (this == ERRORS ? difference : Math.expm1(difference));
    }
}
