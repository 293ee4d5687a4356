package org.elasticml.core.scale;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The policies by the names that command lines and settings use, with their published or default constants. */
public final class Policies {
    /** All names, N being a number. */
    public static final String NAMES =
            "slo (99 % in time), slo-P (P % instead), slo+N and slo-P+N (N replicas spare), hpa-N (N % CPU), hpa-N-Ss"
                    + " (collected every S s, not every 15), kpa-N (N requests at a time in a container), queue,"
                    + " fixed-N (N replicas)";

    private static final Pattern SLO = Pattern.compile("slo(?:-([5-9][0-9]))?(?:[+]([1-9][0-9]{0,2}))?");
    private static final Pattern HPA = Pattern.compile("hpa-([1-9][0-9]{0,5})(?:-([1-9][0-9]{0,2})s)?");
    private static final Pattern OTHER = Pattern.compile("(queue)|(kpa|fixed)-([1-9][0-9]{0,5})");

    private Policies() {}

    /**
     * A new policy of that name, which knows nothing yet.
     *
     * @throws IllegalArgumentException if there is none, or its number is not accepted; the message says what is
     */
    public static ScalingPolicy named(String name, ReplicaLimits limits) {
        return named(name, limits, SloSettings.DEFAULT.sloSeconds());
    }

    /**
     * The same.
     *
     * @param sloSeconds for those that know of it
     */
    public static ScalingPolicy named(String name, ReplicaLimits limits, double sloSeconds) {
        Matcher slo = SLO.matcher(name);
        if (slo.matches()) {
            return new SloPolicy(settings(slo.group(1), slo.group(2), sloSeconds), limits);
        }
        Matcher hpa = HPA.matcher(name);
        if (hpa.matches()) {
            return new HpaPolicy(hpa(name, Integer.parseInt(hpa.group(1)), hpa.group(2)), limits);
        }
        Matcher matcher = OTHER.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a scaling policy; there are " + NAMES);
        }
        if (matcher.group(1) != null) {
            return new QueuePolicy(QueueSettings.DEFAULT, limits);
        }
        int number = Integer.parseInt(matcher.group(3));
        return matcher.group(2).equals("kpa")
                ? new KpaPolicy(KpaSettings.containerConcurrency(number), limits)
                : fixed(name, number, limits);
    }

    private static SloSettings settings(String percent, String spare, double sloSeconds) {
        SloSettings usual = SloSettings.DEFAULT;
        return new SloSettings(
                sloSeconds,
                percent == null ? usual.missShare() : 1 - Integer.parseInt(percent) / 100.0,
                spare == null ? usual.spare() : Integer.parseInt(spare),
                usual.stabilisationSeconds());
    }

    private static HpaSettings hpa(String name, int percent, String scrapeSeconds) {
        if (percent > 100) {
            throw new IllegalArgumentException("'" + name + "' aims for more than a whole core; from hpa-1 to hpa-100");
        }
        HpaSettings usual = HpaSettings.target(percent / 100.0);
        return scrapeSeconds == null ? usual : usual.withScrapeSeconds(Integer.parseInt(scrapeSeconds));
    }

    private static ScalingPolicy fixed(String name, int replicas, ReplicaLimits limits) {
        if (limits.within(replicas) != replicas) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not allowed: from fixed-" + limits.floor() + " to fixed-" + limits.ceiling());
        }
        return new FixedPolicy(replicas, limits);
    }
}
