package org.elasticml.autoscaler.actuate.local;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * One replica that there is to be, through all the processes that it takes. Not thread-safe; times are seconds on one
 * clock.
 */
final class LocalReplica {
    private static final Logger LOG = Logger.getLogger(LocalActuator.class);
    private static final double PROBE_EVERY_SECONDS = 1;
    /** A ready one that misses so many probes in a row is not ready. */
    private static final int MISSES = 3;

    enum State {
        /** Its process runs and does not serve yet. */
        BOOTING,
        READY,
        /** Told to end. */
        DRAINING,
        /** Its process died, and another will be started. */
        WAITING,
        /** Its process ended, as it was told. */
        GONE
    }

    private final LocalSettings settings;
    private final Readiness readiness;
    private final Backoff backoff = new Backoff();
    private Optional<ReplicaProcess> process = Optional.empty();
    private State state = State.WAITING;
    private double startedSeconds = Double.NaN;
    private double readySeconds = Double.NaN;
    private double restartSeconds = Double.NEGATIVE_INFINITY;
    private double killSeconds;
    private double probedSeconds = Double.NEGATIVE_INFINITY;
    private CompletableFuture<Boolean> probe = CompletableFuture.completedFuture(false);
    private int misses;
    private OptionalDouble bootSeconds = OptionalDouble.empty();

    /** One whose process is still to be started. */
    LocalReplica(LocalSettings settings, Readiness readiness) {
        this.settings = settings;
        this.readiness = readiness;
    }

    /** One that runs already. */
    LocalReplica(LocalSettings settings, Readiness readiness, ReplicaProcess running) {
        this(settings, readiness);
        process = Optional.of(running);
        state = State.BOOTING;
    }

    State state() {
        return state;
    }

    Optional<Integer> port() {
        return process.map(ReplicaProcess::port);
    }

    boolean isRunning() {
        return state != State.WAITING && state != State.GONE;
    }

    /** How long the process that serves now, or did, took from its start to that, unless it was found running. */
    OptionalDouble bootSeconds() {
        return bootSeconds;
    }

    Optional<Written> written() {
        return process.filter(running -> isRunning())
                .map(running -> new Written(
                        ReplicaProcess.name(running.port()),
                        running.port(),
                        running.handle().pid(),
                        Written.started(running.handle()),
                        state == State.DRAINING));
    }

    /** Whether it is time for its process to be started. */
    boolean isDue(double now) {
        return state == State.WAITING && now >= restartSeconds;
    }

    /** @param taken ports of others */
    void start(double now, Set<Integer> taken) {
        try {
            int port = process.map(ReplicaProcess::port)
                    .filter(own -> !taken.contains(own) && FreePorts.isFree(own))
                    .orElse(0);
            boolean again = port != 0;
            if (!again) {
                port = FreePorts.from(settings.firstPort(), taken);
            }
            process = Optional.of(ReplicaProcess.start(settings, port, again));
            state = State.BOOTING;
            startedSeconds = now;
            readySeconds = Double.NaN;
            misses = 0;
            probe = CompletableFuture.completedFuture(false); // the last was of the process before
            LOG.infof(
                    "%s is starting, process %d", name(), process.get().handle().pid());
        } catch (IOException e) {
            double wait = backoff.afterDeath(0);
            restartSeconds = now + wait;
            LOG.warnf("a replica can't be started: %s; trying again in %.0f s", e.getMessage(), wait);
        }
    }

    private String name() {
        return process.map(running -> ReplicaProcess.name(running.port())).orElse("a replica");
    }

    /** Tells it to end; it is killed if it has not after so many seconds. */
    void drain(double now, double graceSeconds) {
        if (state == State.WAITING) {
            state = State.GONE;
        } else if (state == State.BOOTING || state == State.READY) {
            state = State.DRAINING;
            killSeconds = now + graceSeconds;
            process.orElseThrow().handle().destroy();
            LOG.infof("%s drains", name());
        }
    }

    /**
     * Sees how it is.
     *
     * @return whether its process died unasked
     */
    boolean look(double now) {
        if (!isRunning()) {
            return false;
        }
        ReplicaProcess running = process.orElseThrow();
        if (!running.isAlive()) {
            return ended(now, running);
        }
        if (state == State.DRAINING) {
            if (now >= killSeconds) {
                LOG.warnf("%s has not ended in time and is killed", name());
                running.handle().destroyForcibly();
                killSeconds = Double.POSITIVE_INFINITY;
            }
            return false;
        }
        probe(now, running.port());
        return false;
    }

    private boolean ended(double now, ReplicaProcess running) {
        if (state == State.DRAINING) {
            state = State.GONE;
            LOG.infof("%s has ended", name());
            return false;
        }
        double wait = backoff.afterDeath(Double.isNaN(readySeconds) ? 0 : now - readySeconds);
        state = State.WAITING;
        restartSeconds = now + wait;
        LOG.warnf("%s died %s; starting it again in %.0f s", name(), running.end(), wait);
        return true;
    }

    private void probe(double now, int port) {
        if (!probe.isDone() || state == State.READY && now < probedSeconds + PROBE_EVERY_SECONDS) {
            return;
        }
        answered(now, probe.join());
        probedSeconds = now;
        probe = readiness.of(port);
    }

    private void answered(double now, boolean ready) {
        misses = ready ? 0 : misses + 1;
        if (state == State.BOOTING && ready) {
            state = State.READY;
            if (Double.isNaN(readySeconds) && !Double.isNaN(startedSeconds)) {
                bootSeconds = OptionalDouble.of(now - startedSeconds);
                LOG.infof("%s is ready after %.1f s", name(), now - startedSeconds);
            }
            readySeconds = now;
        } else if (state == State.READY && misses >= MISSES) {
            state = State.BOOTING;
            LOG.warnf("%s is not ready any more", name());
        }
    }
}
