package org.elasticml.core.scale;

/**
 * @param sloSeconds within which answers should come
 * @param missShare of the requests, how many may come later, as the queueing model has it; more than 0, less than 1
 * @param stabilisationSeconds for how long fewer replicas must have done before there are fewer; doubled each time that
 *     proved too short
 */
public record SloSettings(double sloSeconds, double missShare, double stabilisationSeconds) {
    /** 99 % within 500 ms. */
    public static final SloSettings DEFAULT = new SloSettings(0.5, 0.01, 20);

    /** @throws IllegalArgumentException if one is out of range */
    public SloSettings {
        if (!(sloSeconds > 0 && missShare > 0 && missShare < 1 && stabilisationSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "an SLO needs a time of more than 0 s, a share of misses between 0 and 1 and a stabilisation of at"
                            + " least 0 s, not " + sloSeconds + ", " + missShare + ", " + stabilisationSeconds);
        }
    }
}
