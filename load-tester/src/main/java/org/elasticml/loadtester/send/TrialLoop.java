package org.elasticml.loadtester.send;

import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.search.Slo;
import org.elasticml.loadtester.search.TrialPlan;
import org.elasticml.loadtester.search.TrialVerdict;
import org.elasticml.loadtester.search.Window;

/**
 * An open loop that ends as soon as it is known whether an SLO holds at its rate: when it can't hold any more, or when it
 * held for a window through which latencies did not rise. If they did, the next window is judged in its place; after the last
 * the rate is too high. While the last answers of a window are awaited, requests leave as before.
 */
public final class TrialLoop implements LoadGenerator {
    private static final long LOOK_EVERY_NANOS = 100_000_000;

    private final PrimitiveIterator.OfLong instantsNanos;
    private final List<Window> windows;
    private int sending;
    private int current;
    private Optional<TrialVerdict> verdict = Optional.empty();

    public TrialLoop(TrialPlan plan, Slo slo) {
        instantsNanos = plan.instantsNanos();
        windows = plan.windows(slo);
    }

    /** Empty while it goes on, and if it was stopped before anything was known. For any thread. */
    public synchronized Optional<TrialVerdict> verdict() {
        return verdict;
    }

    @Override
    public void generate(Shooter shooter) {
        long nextLook = LOOK_EVERY_NANOS;
        long nextShot = instantsNanos.nextLong();
        for (int number = 0; verdict().isEmpty() && !windows.isEmpty(); ) {
            if (!shooter.awaitUntil(Math.min(nextLook, nextShot))) {
                return;
            }
            if (nextLook <= nextShot) {
                look(shooter.nowNanos());
                nextLook += LOOK_EVERY_NANOS;
            } else {
                fire(shooter, number++, nextShot);
                nextShot = instantsNanos.hasNext() ? instantsNanos.nextLong() : Long.MAX_VALUE;
            }
        }
    }

    private void fire(Shooter shooter, int number, long intendedNanos) {
        Optional<Window> window = windowOf(intendedNanos);
        synchronized (this) {
            window.ifPresent(it -> it.sent(number, intendedNanos));
        }
        var end = shooter.fire(intendedNanos);
        window.ifPresent(it -> end.thenAccept(answer -> ended(it, number, shooter.nowNanos(), answer)));
    }

    /** Instants never decrease. */
    private Optional<Window> windowOf(long intendedNanos) {
        while (sending < windows.size() && intendedNanos >= windows.get(sending).toNanos()) {
            sending++;
        }
        return sending < windows.size() && intendedNanos >= windows.get(sending).fromNanos()
                ? Optional.of(windows.get(sending))
                : Optional.empty();
    }

    private synchronized void ended(Window window, int number, long nowNanos, Answer answer) {
        window.ended(number, nowNanos, answer);
    }

    private synchronized void look(long nowNanos) {
        Window window = windows.get(current);
        Optional<String> missed = window.missed(nowNanos);
        if (missed.isPresent() || window.isOver() && window.isStable()) {
            end(missed);
        } else if (window.isOver() && ++current == windows.size()) {
            current--;
            end(Optional.of("latencies rose through each of " + windows.size() + " windows"));
        }
    }

    private void end(Optional<String> missed) {
        Window window = windows.get(current);
        verdict = Optional.of(new TrialVerdict(missed, current + 1, window.fromNanos(), window.toNanos()));
    }
}
