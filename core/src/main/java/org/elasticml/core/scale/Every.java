package org.elasticml.core.scale;

/** What is due every so many seconds, from the first time it is asked on; when asked late it does not drift. */
final class Every {
    private final double seconds;
    private double next = Double.NaN;

    Every(double seconds) {
        this.seconds = seconds;
    }

    boolean isDue(double now) {
        if (Double.isNaN(next)) {
            next = now;
        }
        if (now < next) {
            return false;
        }
        next += seconds * (1 + Math.floor((now - next) / seconds));
        return true;
    }
}
