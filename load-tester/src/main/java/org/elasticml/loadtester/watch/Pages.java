package org.elasticml.loadtester.watch;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.elasticml.loadtester.measure.Sample;

/**
 * What all endpoints told at one instant, put together. One that did not answer is a gap, not zero: the sum of queues is unknown
 * while any that may be a dispatcher is silent. Replicas are known as long as one dispatcher answers, since all see the same.
 *
 * @param answered the pages there are
 * @param complete whether all that may be dispatchers answered
 */
record Pages(List<Page> answered, boolean complete) {
    private static final int DEFAULT_CORES = 1;

    Sample sample(long nanos) {
        int cores = answered.stream()
                .flatMap(page -> page.replicaCores().stream())
                .findFirst()
                .orElse(DEFAULT_CORES);
        Optional<Page> autoscaler = answered.stream()
                .filter(page -> page.autoscaled("ready").isPresent())
                .findFirst();
        return autoscaler.map(page -> autoscaled(nanos, page, cores)).orElseGet(() -> dispatched(nanos, cores));
    }

    private Sample autoscaled(long nanos, Page page, int cores) {
        return new Sample(
                nanos,
                page.autoscaled("ready"),
                page.autoscaled("booting"),
                page.autoscaled("draining"),
                page.autoscaled("wanted"),
                queueSize(),
                cores);
    }

    private Sample dispatched(long nanos, int cores) {
        Collection<String> states = replicaStates().values();
        boolean known = answered.stream().anyMatch(Page::isDispatcher);
        return new Sample(
                nanos,
                count(known, states, "ready"),
                count(known, states, "unknown"),
                count(known, states, "draining", "ejected"),
                OptionalInt.empty(),
                queueSize(),
                cores);
    }

    /** One that any dispatcher sees ready is. */
    private Map<String, String> replicaStates() {
        Map<String, String> states = new HashMap<>();
        for (Page page : answered) {
            page.replicaStates()
                    .forEach((replica, state) ->
                            states.merge(replica, state, (one, other) -> one.equals("ready") ? one : other));
        }
        return states;
    }

    private static OptionalInt count(boolean known, Collection<String> states, String... counted) {
        List<String> kinds = List.of(counted);
        return known
                ? OptionalInt.of((int) states.stream().filter(kinds::contains).count())
                : OptionalInt.empty();
    }

    private OptionalInt queueSize() {
        List<OptionalInt> sizes = answered.stream()
                .filter(Page::isDispatcher)
                .map(Page::queueSize)
                .toList();
        boolean known = complete && !sizes.isEmpty() && sizes.stream().allMatch(OptionalInt::isPresent);
        return known
                ? OptionalInt.of(sizes.stream().mapToInt(OptionalInt::getAsInt).sum())
                : OptionalInt.empty();
    }
}
