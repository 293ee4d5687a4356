package org.elasticml.autoscaler.service;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.elasticml.autoscaler.actuate.Actuator;
import org.elasticml.autoscaler.actuate.ActuatorException;
import org.elasticml.autoscaler.actuate.ReplicaCounts;
import org.elasticml.autoscaler.observe.Observer;
import org.elasticml.autoscaler.observe.View;
import org.elasticml.autoscaler.scrape.MetricsSource;
import org.jboss.logging.Logger;

/** One look after the other: observe, decide, actuate. {@link #look} belongs to one thread. */
final class Loop {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final int KEPT_CHANGES = 100;

    private final MetricsSource source;
    private final Observer observer;
    private final Scaler scaler;
    private final Supplier<Instant> clock;
    private final Trouble sight = new Trouble("the load is seen again, in whole");
    private final Trouble actuating = new Trouble("the replicas can be seen and changed again");
    private final Trouble standing = new Trouble("replicas are scaled from here again");
    private final Deque<Change> changes = new ArrayDeque<>();

    /**
     * What is known after a look.
     *
     * @param counts of the replicas, if they could be seen
     */
    record Look(
            View view,
            Optional<ReplicaCounts> counts,
            Verdict verdict,
            Optional<String> standsBack,
            String actuatorTrouble,
            OptionalInt override) {}

    Loop(MetricsSource source, Observer observer, Scaler scaler, Supplier<Instant> clock) {
        this.source = source;
        this.observer = observer;
        this.scaler = scaler;
        this.clock = clock;
    }

    /** The states in which the dispatchers see the replicas, once they have been seen. */
    Optional<Collection<String>> replicaStates() {
        return observer.replicaStates().map(Map::values);
    }

    /** The latest last. */
    List<Change> changes() {
        return List.copyOf(changes);
    }

    Scaler scaler() {
        return scaler;
    }

    Look look(Actuator actuator, OptionalInt override) {
        View view = observer.see(source.read(serving()));
        sight.is(trouble(view));
        try {
            return act(actuator, view, override);
        } catch (ActuatorException e) {
            actuating.is(e.getMessage() + "; the replicas stay as they are, trying again");
            Verdict nothing = view instanceof View.Unsighted unsighted
                    ? Verdict.leave(Reason.BLIND, unsighted.reason())
                    : Verdict.leave(Reason.ERROR, e.getMessage());
            return new Look(view, Optional.empty(), nothing, Optional.empty(), e.getMessage(), override);
        }
    }

    private List<String> serving() {
        return observer.replicaStates().orElse(Map.of()).entrySet().stream()
                .filter(replica -> replica.getValue().equals("ready"))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String trouble(View view) {
        if (view instanceof View.Unsighted unsighted) {
            return "blind: " + unsighted.reason() + "; as many replicas as there are";
        }
        return view instanceof View.Sighted now && now.isPartial()
                ? "partly blind: " + now.missing() + "; no fewer replicas while that is so"
                : "";
    }

    private Look act(Actuator actuator, View view, OptionalInt override) throws ActuatorException {
        ReplicaCounts counts = actuator.replicas();
        Optional<String> standsBack = actuator.standsBack();
        standing.is(standsBack.map(why -> "standing back: " + why).orElse(""));
        Verdict verdict = scaler.decide(view, counts, standsBack, override);
        if (verdict.target().isPresent()) {
            int target = verdict.target().getAsInt();
            actuator.scaleTo(target);
            note(new Change(
                    clock.get(), counts.wanted(), target, verdict.reason().toString(), verdict.words()));
            counts = new ReplicaCounts(
                    target, counts.ready(), counts.booting(), counts.draining(), counts.bootSeconds());
        }
        actuating.is("");
        return new Look(view, Optional.of(counts), verdict, standsBack, "", override);
    }

    private void note(Change change) {
        LOG.infof("%d → %d replicas (%s): %s", change.from(), change.to(), change.reason(), change.words());
        changes.addLast(change);
        if (changes.size() > KEPT_CHANGES) {
            changes.removeFirst();
        }
    }
}
