package org.elasticml.core.scale;

import java.util.Locale;

/**
 * The fewest replicas that answer in time: {@link Sizing} for the rate that {@link ArrivalForecast} expects when a replica
 * asked for now would serve. Up at once; down after {@link Stabilisation}. Replicas that boot count as there. A backlog
 * that would still be there when new replicas serve is given as many as clear it within the SLO.
 *
 * <p>Between the number that the forecast asks for and the one that it would ask for if it were a little higher nothing
 * changes, so that an estimate that wavers does not move replicas.
 */
public final class SloPolicy extends SightedPolicy {
    /** How long until it is asked again, when it may be a second too late. */
    private static final double REACTION_SECONDS = 1;

    /** When more are needed, so many standard errors of the rate are added, since the rate may be higher. */
    private static final double UP_ERRORS = 1;

    /** Fewer must suffice for a rate that is so many standard errors higher. */
    private static final double DOWN_ERRORS = 1.5;

    /** Of what the replicas serve within the SLO, how much may wait before it is a backlog. */
    private static final double BACKLOG_SHARE = 0.5;

    /** To clear a backlog at most so many times what the rate needs: a backlog is over soon, replicas cost a boot. */
    private static final double MOST_TO_CLEAR = 1.5;

    /** How long replicas that were asked for to clear a backlog are kept beyond their boot. */
    private static final double CLEARING_SECONDS = 3;

    private final SloSettings settings;
    private final ReplicaLimits limits;
    private final Sizing sizing;
    private final ArrivalForecast forecast = new ArrivalForecast();
    private final Stabilisation stabilisation;
    private double clearUntil = Double.NEGATIVE_INFINITY;
    private int toClear;

    public SloPolicy(SloSettings settings, ReplicaLimits limits) {
        this.settings = settings;
        this.limits = limits;
        sizing = new Sizing(settings.sloSeconds(), settings.missShare());
        stabilisation = new Stabilisation(settings.stabilisationSeconds());
    }

    @Override
    Decision decide(Observation now) {
        forecast.add(now.seconds(), now.arrivalsTotal());
        if (!forecast.isKnown()) {
            stabilisation.atLeast(now.seconds(), now.replicas(), now.replicas());
            return new Decision.Hold("seen for the first time: no rate yet");
        }
        double aheadSeconds = now.bootSeconds() + REACTION_SECONDS;
        double ahead = forecast.perSecondIn(aheadSeconds);
        int forRate = forRate(now, ahead);
        int clearing = clearing(now, forRate);
        int kept = stabilisation.atLeast(now.seconds(), forRate, now.replicas());
        int wanted = limits.within(Math.max(clearing, Math.max(forRate, kept)));
        stabilisation.decided(now.seconds(), now.replicas(), wanted);
        return scaleTo(wanted, now, reason(now, ahead, aheadSeconds, forRate, clearing, kept));
    }

    private int forRate(Observation now, double ahead) {
        double error = forecast.errorPerSecond();
        int needed = sizing.fewest(ahead, now.service());
        if (needed > now.replicas()) {
            return sizing.fewest(ahead + UP_ERRORS * error, now.service());
        }
        return Math.min(now.replicas(), sizing.fewest(ahead + DOWN_ERRORS * error, now.service()));
    }

    /** How many it takes to clear the backlog that will be left when a replica asked for now serves; 0 if none will. */
    private int clearing(Observation now, int forRate) {
        double perReplica = now.service().bestPerSecond();
        // Those that boot now will have served half of that time, on average.
        double soonServed = perReplica * (now.ready() + now.booting() / 2.0) * now.bootSeconds();
        double left = now.queued() + forecast.perSecond() * now.bootSeconds() - soonServed;
        boolean isBacklog = now.queued() > BACKLOG_SHARE * settings.sloSeconds() * perReplica * now.ready();
        if (now.seconds() >= clearUntil) {
            toClear = 0;
        }
        if (isBacklog && left > 0) {
            double clears = Math.ceil((forecast.perSecond() + left / settings.sloSeconds()) / perReplica);
            toClear = (int) Math.max(toClear, Math.min(clears, MOST_TO_CLEAR * forRate));
            clearUntil = now.seconds() + now.bootSeconds() + CLEARING_SECONDS;
        }
        return toClear;
    }

    private String reason(Observation now, double ahead, double aheadSeconds, int forRate, int clearing, int kept) {
        StringBuilder reason = new StringBuilder(String.format(
                Locale.ROOT,
                "%.1f ± %.1f requests/s, %.1f expected in %.0f s: %d meet %.0f ms for %.4g %%",
                forecast.perSecond(),
                forecast.errorPerSecond(),
                ahead,
                aheadSeconds,
                forRate,
                1000 * settings.sloSeconds(),
                100 * (1 - settings.missShare())));
        if (clearing > forRate) {
            reason.append("; ")
                    .append(now.queued())
                    .append(" wait: ")
                    .append(clearing)
                    .append(" clear them in time");
        }
        if (kept > forRate) {
            reason.append(String.format(
                    Locale.ROOT, "; %d were needed in the last %.0f s", kept, stabilisation.windowSeconds()));
        }
        int wanted = Math.max(clearing, Math.max(forRate, kept));
        if (limits.within(wanted) != wanted) {
            reason.append("; from ")
                    .append(limits.floor())
                    .append(" to ")
                    .append(limits.ceiling())
                    .append(" are allowed");
        }
        return reason.toString();
    }

    @Override
    void forget() {
        forecast.clear();
        stabilisation.clear();
        clearUntil = Double.NEGATIVE_INFINITY;
    }
}
