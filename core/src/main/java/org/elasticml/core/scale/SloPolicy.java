package org.elasticml.core.scale;

import java.util.Locale;
import java.util.Optional;

/**
 * The fewest replicas that answer in time: {@link Sizing} for the rate that {@link ArrivalForecast} expects when a replica
 * asked for now would serve, given how sure it is. Replicas that boot count as there. A backlog that would still be there
 * when new replicas serve is given as many as clear it within the SLO.
 *
 * <p>Up at once, when the present number would answer {@value #MORE_THAN} times as many too late as are allowed, or
 * {@value #MOST_MORE} of all more than that; down after {@link Stabilisation}, when fewer would answer no more than
 * {@value #LESS_THAN} times as many. In between nothing changes, so that an estimate that wavers does not move replicas.
 * What was asked for on the first sight of a surge is called off if the surge does not go on.
 */
public final class SloPolicy extends SightedPolicy {
    /** How long until it is asked again, when it may be a second too late. */
    private static final double REACTION_SECONDS = 1;

    private static final double MORE_THAN = 2;
    /** Of all, since where half may be late twice as many are all. */
    private static final double MOST_MORE = 0.05;

    private static final double LESS_THAN = 0.25;

    /** Of what the replicas serve within the SLO, how much may wait before it is a backlog. */
    private static final double BACKLOG_SHARE = 0.5;

    /** To clear a backlog at most so many times what the rate needs: a backlog is over soon, replicas cost a boot. */
    private static final double MOST_TO_CLEAR = 1.5;

    /** How long replicas that were asked for to clear a backlog are kept beyond their boot. */
    private static final double CLEARING_SECONDS = 3;

    private final SloSettings settings;
    private final ReplicaLimits limits;
    private final Sizing sizing;
    private final ArrivalForecast arrivals = new ArrivalForecast();
    private final Stabilisation stabilisation;
    private Forecast forecast;
    private double clearUntil = Double.NEGATIVE_INFINITY;
    private int toClear;

    public SloPolicy(SloSettings settings, ReplicaLimits limits) {
        this.settings = settings;
        this.limits = limits;
        sizing = new Sizing(settings.sloSeconds());
        stabilisation = new Stabilisation(settings.stabilisationSeconds());
    }

    @Override
    Decision decide(Observation now) {
        arrivals.add(now.seconds(), now.arrivalsTotal());
        if (!arrivals.isKnown()) {
            stabilisation.atLeast(now.seconds(), now.replicas(), now.replicas());
            return new Decision.Hold("seen for the first time: no rate yet");
        }
        double ahead = now.bootSeconds() + REACTION_SECONDS;
        forecast = new Forecast(arrivals.perSecond(), arrivals.perSecondIn(ahead), arrivals.errorIn(ahead), ahead);
        int forRate = forRate(now);
        int surge = fewest(arrivals.surgePerSecondIn(ahead), MORE_THAN, now);
        int clearing = clearing(now, forRate);
        int kept = Math.min(now.ready(), stabilisation.atLeast(now.seconds(), forRate, now.replicas()));
        int most = Math.max(Math.max(surge, clearing), Math.max(forRate, kept));
        int wanted = limits.within(most);
        stabilisation.decided(now.seconds(), now.replicas(), wanted, surge > now.replicas());
        String reason = reason(now, forRate, surge, clearing, kept) + (wanted == most ? "" : "; " + allowed());
        return scaleTo(wanted, now, reason);
    }

    @Override
    public Optional<Forecast> forecast() {
        return Optional.ofNullable(forecast);
    }

    private int forRate(Observation now) {
        double ahead = forecast.aheadPerSecond();
        if (fewest(ahead, MORE_THAN, now) > now.replicas()) {
            return fewest(ahead, 1, now);
        }
        return Math.min(now.replicas(), fewest(ahead, LESS_THAN, now));
    }

    private int fewest(double perSecond, double timesMisses, Observation now) {
        double miss = settings.missShare();
        double share = Math.min(timesMisses * miss, miss + MOST_MORE);
        return settings.spare() + sizing.fewest(perSecond, forecast.errorPerSecond(), share, now.service());
    }

    /** How many it takes to clear the backlog that will be left when a replica asked for now serves; 0 if none will. */
    private int clearing(Observation now, int forRate) {
        double perReplica = now.service().bestPerSecond();
        // Those that boot now will have served half of that time, on average.
        double soonServed = perReplica * (now.ready() + now.booting() / 2.0) * now.bootSeconds();
        double left = now.queued() + arrivals.perSecond() * now.bootSeconds() - soonServed;
        boolean isBacklog = now.queued() > BACKLOG_SHARE * settings.sloSeconds() * perReplica * now.ready();
        if (now.seconds() >= clearUntil) {
            toClear = 0;
        }
        if (isBacklog && left > 0) {
            double clears = Math.ceil((arrivals.perSecond() + left / settings.sloSeconds()) / perReplica);
            toClear = (int) Math.max(toClear, Math.min(clears, MOST_TO_CLEAR * forRate));
            clearUntil = now.seconds() + now.bootSeconds() + CLEARING_SECONDS;
        }
        return toClear;
    }

    private String reason(Observation now, int forRate, int surge, int clearing, int kept) {
        StringBuilder reason = new StringBuilder(String.format(
                Locale.ROOT,
                "%.1f requests/s, %.1f ± %.1f expected in %.0f s: %d meet %.0f ms for %.4g %%",
                forecast.perSecond(),
                forecast.aheadPerSecond(),
                forecast.errorPerSecond(),
                forecast.aheadSeconds(),
                forRate,
                1000 * settings.sloSeconds(),
                100 * (1 - settings.missShare())));
        if (settings.spare() > 0) {
            reason.append(", ").append(settings.spare()).append(" of them spare");
        }
        if (surge > forRate) {
            reason.append("; a surge: ").append(surge).append(" if it goes on");
        }
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
        return reason.toString();
    }

    private String allowed() {
        return "from " + limits.floor() + " to " + limits.ceiling() + " are allowed";
    }

    @Override
    void forget() {
        arrivals.clear();
        stabilisation.clear();
        forecast = null;
        clearUntil = Double.NEGATIVE_INFINITY;
    }
}
