package org.elasticml.core.scale;

/**
 * A policy that holds while it sees nothing, or what can't be, and begins anew after that. A gap alone changes nothing:
 * totals go on counting while nobody looks.
 */
abstract class SightedPolicy implements ScalingPolicy {
    private Observation before;

    @Override
    public final Decision decide(Sight sight) {
        if (sight instanceof Blind blind) {
            return new Decision.Hold("nothing is known: " + blind.reason());
        }
        Observation now = (Observation) sight;
        String flaw = now.flawAfter(before);
        if (flaw != null) {
            before = null;
            forget();
            return new Decision.Hold("what is seen can't be: " + flaw);
        }
        before = now;
        return decide(now);
    }

    /** Later than what was seen before, and nothing in it went back. */
    abstract Decision decide(Observation now);

    /** What was seen so far is not to be compared with what comes. */
    abstract void forget();

    /** To as many as are wanted, if that is a change. */
    static Decision scaleTo(int wanted, Observation now, String reason) {
        return wanted == now.replicas() ? new Decision.Hold(reason) : new Decision.ScaleTo(wanted, reason);
    }
}
