package org.elasticml.core.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The replica with the least of something; among equals, each in turn. */
final class Least {
    private final RoundRobin amongEquals = new RoundRobin();

    Replica pick(List<Replica> free, ToDoubleFunction<Replica> cost) {
        double least = Double.POSITIVE_INFINITY;
        List<Replica> equals = new ArrayList<>();
        for (Replica replica : free) {
            double its = cost.applyAsDouble(replica);
            if (its < least) {
                least = its;
                equals.clear();
            }
            if (its == least) {
                equals.add(replica);
            }
        }
        return amongEquals.pick(equals);
    }
}
