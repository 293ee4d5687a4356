package org.elasticml.loadtester.search;

/**
 * The trials at one rate. It holds until a trial missed, and is missed until one held; where they contradict each other, once
 * {@value #HOLDS} held or {@value #MISSES} missed. So a rate that is taken to hold does so in three windows of four: the
 * longest tail of a queue comes in few bursts, and a window that meets none of them looks better than the rate is.
 */
record RateTally(double rate, int held, int missed) {
    static final int HOLDS = 5;
    static final int MISSES = 2;

    static RateTally of(Tried trial) {
        return new RateTally(trial.rate(), trial.held() ? 1 : 0, trial.held() ? 0 : 1);
    }

    RateTally plus(RateTally other) {
        return new RateTally(rate, held + other.held, missed + other.missed);
    }

    boolean isHeld() {
        return missed == 0 || held >= HOLDS;
    }

    boolean isMissed() {
        return held == 0 || missed >= MISSES;
    }

    boolean isOpen() {
        return !isHeld() && !isMissed();
    }

    boolean isConfirmed() {
        return held >= HOLDS || missed >= MISSES;
    }

    /** Until it is confirmed, if they all end alike. */
    int trialsLeft() {
        return isConfirmed() ? 0 : isHeld() ? HOLDS - held : MISSES - missed;
    }

    boolean isContradictory() {
        return held > 0 && missed > 0;
    }
}
