package org.elasticml.core.scale;

/**
 * @param sloSeconds within which answers should come
 * @param missShare of the requests, how many may come later, as the queueing model has it; more than 0, less than 1
 * @param spare replicas beyond those that the forecast needs, for a surge that comes faster than a boot; 0 or more
 * @param stabilisationSeconds for how long fewer replicas must have done before there are fewer
 */
public record SloSettings(double sloSeconds, double missShare, int spare, double stabilisationSeconds) {
    /** 99 % within 500 ms, none spare, 10 s. */
    public static final SloSettings DEFAULT = new SloSettings(0.5, 0.01, 0, 10);

    /** @throws IllegalArgumentException if one is out of range */
    public SloSettings {
        if (!(sloSeconds > 0 && missShare > 0 && missShare < 1 && spare >= 0 && stabilisationSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "an SLO needs a time of more than 0 s, a share of misses between 0 and 1, at least 0 spare replicas and"
                            + " a stabilisation of at least 0 s, not " + sloSeconds + ", " + missShare + ", " + spare
                            + ", " + stabilisationSeconds);
        }
    }

    /** The same, for another SLO. */
    public SloSettings withSloSeconds(double seconds) {
        return new SloSettings(seconds, missShare, spare, stabilisationSeconds);
    }
}
