package org.elasticml.loadtester.measure;

import java.util.List;
import java.util.Optional;

/**
 * What the autoscaler changed during a run.
 *
 * @param changes in their order; none if they are not known
 * @param unknown why they are not known; empty if they are
 */
public record Scaling(List<ScaleChange> changes, Optional<String> unknown) {
    public static Scaling of(List<ScaleChange> changes) {
        return new Scaling(List.copyOf(changes), Optional.empty());
    }

    public static Scaling unknown(String why) {
        return new Scaling(List.of(), Optional.of(why));
    }

    /** How often the number of replicas changed, or why that is not known. */
    public String inWords() {
        return unknown.orElse(ups() + " up, " + downs() + " down");
    }

    public int ups() {
        return (int)
                changes.stream().filter(change -> change.to() > change.from()).count();
    }

    public int downs() {
        return changes.size() - ups();
    }
}
