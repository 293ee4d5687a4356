package org.elasticml.autoscaler.actuate;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Changes nothing: what is wanted is remembered and shown, what is ready is what the dispatchers see. */
public final class Onlooker implements Actuator {
    private final Supplier<Optional<Collection<String>>> states;
    private OptionalInt wanted = OptionalInt.empty();

    /** @param states in which the dispatchers see the replicas, one each; empty if they have not been seen yet */
    public Onlooker(Supplier<Optional<Collection<String>>> states) {
        this.states = states;
    }

    @Override
    public String name() {
        return "none: nothing is changed";
    }

    @Override
    public ReplicaCounts replicas() throws ActuatorException {
        Collection<String> seen =
                states.get().orElseThrow(() -> new ActuatorException("no dispatcher has told of its replicas yet"));
        int ready = count(seen, "ready");
        int booting = count(seen, "unknown");
        return new ReplicaCounts(
                wanted.orElse(ready + booting), ready, booting, count(seen, "draining"), OptionalDouble.empty());
    }

    private static int count(Collection<String> states, String state) {
        return (int) states.stream().filter(state::equals).count();
    }

    @Override
    public void scaleTo(int replicas) {
        wanted = OptionalInt.of(replicas);
    }

    @Override
    public boolean acts() {
        return false;
    }

    @Override
    public Optional<String> standsBack() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
