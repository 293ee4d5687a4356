package org.elasticml.core.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.elasticml.core.simulate.FirstComeFirstServed.Played;
import org.elasticml.core.simulate.FirstComeFirstServed.State;

/**
 * The cheapest number of replicas for each second that a search finds, given that at most so many requests are late. A
 * feasible plan, and so an upper bound of the true optimum.
 *
 * <p>Late requests are given a price (Lagrangian relaxation; M. Fisher, "The Lagrangian relaxation method", 1981). For a
 * price, dynamic programming over the seconds tries each number of replicas that makes sense from each state; of states
 * with about the same backlog (and number of replicas, if starts cost) only the cheapest is followed. The price is
 * bisected until just so many are late as may be, and then replicas are taken away one by one while that holds.
 */
public final class Hindsight {
    /** So much of the busiest second's work is about the same backlog: the finer, the better and the slower. */
    private static final double SAME_BACKLOG = 0.025;

    private static final double SAME_BACKLOG_IF_STARTS_COST = 0.125;

    /** Classes of backlogs; those that are longer are all alike. */
    private static final int BACKLOGS = 160;

    /** Of the work there is; fewer replicas are not tried. */
    private static final double SCARCE = 0.8;

    private static final int BISECTIONS = 12;

    private final FirstComeFirstServed queue;
    private final int mayBeLate;
    private final int enoughReplicas;
    private final double startSeconds;
    private final double backlogStep;

    /**
     * @param mayBeLate how many requests
     * @param enoughReplicas with which, all the time, no more than that are
     * @param startSeconds core-seconds that a start costs; those that are there in the first second are not started
     */
    Hindsight(FirstComeFirstServed queue, int mayBeLate, int enoughReplicas, double startSeconds) {
        this.queue = queue;
        this.mayBeLate = mayBeLate;
        this.enoughReplicas = enoughReplicas;
        this.startSeconds = startSeconds;
        double busiest = 1;
        for (int second = 0; second < queue.seconds(); second++) {
            busiest = Math.max(busiest, queue.workOf(second));
        }
        backlogStep = busiest * (startSeconds > 0 ? SAME_BACKLOG_IF_STARTS_COST : SAME_BACKLOG);
    }

    /** A plan up to a second, as its last step and those before. */
    private record Step(Step before, State state, int replicas, double coreSeconds, int late) {
        double priced(double price) {
            return coreSeconds + price * late;
        }
    }

    /**
     * A number of replicas for each second.
     *
     * @param coreSeconds what it costs: replicas, those that drain, and starts as far as they cost
     * @param late requests that miss the SLO
     * @param starts of replicas, after the first second
     */
    public record Plan(List<Integer> replicas, double coreSeconds, int late, int starts) {}

    /** The cheapest plan found. */
    Plan plan() {
        double tooLow = 1e-4;
        double enough = 1e3;
        Step best = cheapest(enough);
        for (int i = 0; i < BISECTIONS; i++) {
            double price = Math.sqrt(tooLow * enough);
            Step found = cheapest(price);
            if (found.late() > mayBeLate) {
                tooLow = price;
            } else {
                enough = price;
                best = found.coreSeconds() < best.coreSeconds() ? found : best;
            }
        }
        return trimmed(best.late() > mayBeLate ? constant() : replicas(best));
    }

    private int[] constant() {
        int[] replicas = new int[queue.seconds()];
        Arrays.fill(replicas, enoughReplicas);
        return replicas;
    }

    private int[] replicas(Step last) {
        int[] replicas = new int[queue.seconds()];
        Step step = last;
        for (int second = queue.seconds() - 1; second >= 0; second--) {
            replicas[second] = step.replicas();
            step = step.before();
        }
        return replicas;
    }

    private Step cheapest(double price) {
        List<Step> steps = List.of(new Step(null, State.EMPTY, 0, 0, 0));
        for (int second = 0; second < queue.seconds(); second++) {
            Map<Long, Step> next = new HashMap<>();
            for (Step step : steps) {
                for (Step then : nextSteps(step, second)) {
                    next.merge(kind(then, second + 1), then, (a, b) -> b.priced(price) < a.priced(price) ? b : a);
                }
            }
            steps = new ArrayList<>(next.values());
        }
        return steps.stream()
                .min((a, b) -> Double.compare(a.priced(price), b.priced(price)))
                .orElseThrow();
    }

    /** From somewhat too few replicas for the work there is to as many as leave nobody late. */
    private List<Step> nextSteps(Step step, int second) {
        double work = queue.backlog(step.state(), second) + queue.workOf(second);
        List<Step> next = new ArrayList<>();
        int replicas = Math.max(1, (int) (SCARCE * work) - 1);
        Step then;
        do {
            then = step(step, second, replicas);
            next.add(then);
            replicas++;
        } while (replicas <= work + 2 || replicas <= enoughReplicas && then.late() > step.late());
        return next;
    }

    private Step step(Step before, int second, int replicas) {
        Played played = queue.play(before.state(), second, replicas);
        int started = second == 0 ? 0 : Math.max(0, replicas - before.replicas());
        return new Step(
                before,
                played.state(),
                replicas,
                before.coreSeconds() + replicas + played.drainSeconds() + startSeconds * started,
                before.late() + played.late());
    }

    private long kind(Step step, int second) {
        long backlog = Math.min(BACKLOGS, (long) (queue.backlog(step.state(), second) / backlogStep));
        return startSeconds > 0 ? backlog << 32 | step.replicas() : backlog;
    }

    private Plan trimmed(int[] replicas) {
        PlayedPlan plan = new PlayedPlan(queue, startSeconds, replicas);
        for (int more = 0; more <= mayBeLate; more = 2 * more + 1) {
            for (int second = 0; second < replicas.length; second++) {
                boolean trimmed = true;
                while (trimmed && plan.replicas(second) > 1) {
                    trimmed = plan.trim(second, Math.min(mayBeLate, plan.late() + more));
                }
            }
        }
        return plan.plan();
    }
}
