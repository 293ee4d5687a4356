package org.elasticml.core.simulate;

import java.util.ArrayList;
import java.util.List;
import org.elasticml.core.simulate.FirstComeFirstServed.Played;
import org.elasticml.core.simulate.FirstComeFirstServed.State;

/** A number of replicas for each second, and what comes of it. A change is played until all is as it was without it. */
final class PlayedPlan {
    private final FirstComeFirstServed queue;
    private final double startSeconds;
    private final int[] replicas;
    private final List<Played> played = new ArrayList<>();
    private double drainSeconds;
    private int late;

    PlayedPlan(FirstComeFirstServed queue, double startSeconds, int[] replicas) {
        this.queue = queue;
        this.startSeconds = startSeconds;
        this.replicas = replicas.clone();
        State state = State.EMPTY;
        for (int second = 0; second < replicas.length; second++) {
            Played now = queue.play(state, second, replicas[second]);
            played.add(now);
            drainSeconds += now.drainSeconds();
            late += now.late();
            state = now.state();
        }
    }

    int replicas(int second) {
        return replicas[second];
    }

    /**
     * One replica less in that second, if that saves something.
     *
     * @param mostLate how many may be late then
     * @return whether it was done
     */
    boolean trim(int second, int mostLate) {
        List<Played> changed = new ArrayList<>();
        State state = second == 0 ? State.EMPTY : played.get(second - 1).state();
        int lateThen = late;
        double drainThen = drainSeconds;
        int at = second;
        boolean same = false;
        while (at < replicas.length && !same) {
            Played now = queue.play(state, at, at == second ? replicas[at] - 1 : replicas[at]);
            Played before = played.get(at++);
            changed.add(now);
            lateThen += now.late() - before.late();
            drainThen += now.drainSeconds() - before.drainSeconds();
            state = now.state();
            same = state.sameAs(before.state());
        }
        int startsBefore = startsAt(second) + startsAt(second + 1);
        replicas[second]--;
        int moreStarts = startsAt(second) + startsAt(second + 1) - startsBefore;
        if (lateThen > mostLate || drainThen - drainSeconds + startSeconds * moreStarts >= 1) {
            replicas[second]++;
            return false;
        }
        for (int i = 0; i < changed.size(); i++) {
            played.set(second + i, changed.get(i));
        }
        late = lateThen;
        drainSeconds = drainThen;
        return true;
    }

    private int startsAt(int second) {
        boolean inside = second > 0 && second < replicas.length;
        return inside ? Math.max(0, replicas[second] - replicas[second - 1]) : 0;
    }

    int late() {
        return late;
    }

    Hindsight.Plan plan() {
        List<Integer> each = new ArrayList<>();
        int starts = 0;
        double coreSeconds = drainSeconds;
        for (int second = 0; second < replicas.length; second++) {
            each.add(replicas[second]);
            starts += startsAt(second);
            coreSeconds += replicas[second];
        }
        return new Hindsight.Plan(List.copyOf(each), coreSeconds + startSeconds * starts, late, starts);
    }
}
