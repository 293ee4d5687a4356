package org.elasticml.loadtester.measure.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The rate per replica at which p95 breaks: that above which stretches mostly broke and below which they mostly held, halfway
 * between the two stretches on its sides. Of all rates it leaves the fewest stretches on the wrong side (a decision stump); it is
 * told only if that is at most half as many as without any rate, when all are taken to be what most are (Goodman and Kruskal's
 * lambda, 1954, is 0.5 or more).
 *
 * <p>Of stretches that broke one after another, those with a lower rate than the first of them are left out: they may be late
 * because of the queue they were left.
 *
 * @param rate if {@code kind} is {@link Kind#PARTED}
 * @param low the highest rate that held, where it is below {@code high}; see {@link #overlaps}
 * @param high the lowest rate that broke
 * @param held how many stretches held
 * @param broke how many broke, those left out not included
 * @param misplaced stretches on the wrong side of the rate
 */
public record BreakingPoint(
        Kind kind,
        OptionalDouble rate,
        OptionalDouble low,
        OptionalDouble high,
        int held,
        int broke,
        int leftOut,
        int misplaced) {

    /** What can be said. */
    public enum Kind {
        /** No stretch has requests enough, or a known number of replicas. */
        UNKNOWN,
        /** An agent died: what it sent, and so what was asked for, is not known. */
        AGENT_DIED,
        /** All held: it is above {@code low}. */
        ABOVE,
        /** All broke: it is below {@code high}. */
        BELOW,
        /** A rate parts those that held from those that broke. */
        PARTED,
        /** No rate does. */
        MIXED
    }

    /** Whether some broke at lower rates than others held: then {@code low} is the lowest that broke, and {@code high} the highest that held. */
    public boolean overlaps() {
        return kind == Kind.MIXED || misplaced > 0;
    }

    static BreakingPoint agentDied() {
        OptionalDouble none = OptionalDouble.empty();
        return new BreakingPoint(Kind.AGENT_DIED, none, none, none, 0, 0, 0, 0);
    }

    /** In the order of time. */
    static BreakingPoint of(List<Stretch> stretches) {
        List<Stretch> counted = counted(stretches);
        counted.sort(Comparator.comparingDouble(Stretch::rate));
        return of(counted, stretches.size() - counted.size());
    }

    private static List<Stretch> counted(List<Stretch> stretches) {
        List<Stretch> counted = new ArrayList<>();
        double least = 0;
        for (Stretch stretch : stretches) {
            if (stretch.held() || stretch.rate() >= least) {
                counted.add(stretch);
            }
            if (stretch.held()) {
                least = 0;
            } else if (least == 0) {
                least = stretch.rate();
            }
        }
        return counted;
    }

    /** @param ordered by rate */
    private static BreakingPoint of(List<Stretch> ordered, int leftOut) {
        int held = (int) ordered.stream().filter(Stretch::held).count();
        int broke = ordered.size() - held;
        OptionalDouble highestHeld = ordered.stream()
                .filter(Stretch::held)
                .mapToDouble(Stretch::rate)
                .max();
        OptionalDouble lowestBroken = ordered.stream()
                .filter(stretch -> !stretch.held())
                .mapToDouble(Stretch::rate)
                .min();
        if (held == 0 || broke == 0) {
            Kind kind = ordered.isEmpty() ? Kind.UNKNOWN : held > 0 ? Kind.ABOVE : Kind.BELOW;
            return new BreakingPoint(kind, OptionalDouble.empty(), highestHeld, lowestBroken, held, broke, leftOut, 0);
        }
        OptionalDouble low = OptionalDouble.of(Math.min(highestHeld.getAsDouble(), lowestBroken.getAsDouble()));
        OptionalDouble high = OptionalDouble.of(Math.max(highestHeld.getAsDouble(), lowestBroken.getAsDouble()));
        Split best = Split.best(ordered, held);
        boolean parts = 2 * best.misplaced() <= Math.min(held, broke);
        return parts
                ? new BreakingPoint(
                        Kind.PARTED, OptionalDouble.of(best.rate()), low, high, held, broke, leftOut, best.misplaced())
                : new BreakingPoint(Kind.MIXED, OptionalDouble.empty(), low, high, held, broke, leftOut, 0);
    }

    private record Split(double rate, int misplaced) {
        /** The lowest of the best. */
        static Split best(List<Stretch> ordered, int held) {
            Split best = new Split(0, ordered.size());
            int misplaced = held;
            for (int i = 0; i + 1 < ordered.size(); i++) {
                misplaced += ordered.get(i).held() ? -1 : 1;
                double below = ordered.get(i).rate();
                double above = ordered.get(i + 1).rate();
                if (below < above && misplaced < best.misplaced()) {
                    best = new Split((below + above) / 2, misplaced);
                }
            }
            return best;
        }
    }
}
