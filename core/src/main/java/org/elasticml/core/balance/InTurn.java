package org.elasticml.core.balance;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Each in turn, in the order of their names. It remembers the name it gave last, so that the round goes on where it was
 * when replicas come, go or have no free slot.
 */
final class InTurn {
    private List<Replica> replicas = List.of();
    private String last = "";
    /** Position of the first whose name is after {@link #last}. */
    private int next;

    /** From now on these are counted by their places in the list, which is in the order of their names. */
    void usable(List<Replica> byName) {
        replicas = byName;
        next = 0;
        while (next < replicas.size() && replicas.get(next).name().compareTo(last) <= 0) {
            next++;
        }
    }

    /**
     * @param firstFrom the first position that may be picked, of those not before the one given; or {@link
     *     Tournament#NONE}
     */
    Replica pick(IntUnaryOperator firstFrom) {
        int position = firstFrom.applyAsInt(next);
        if (position == Tournament.NONE) {
            position = firstFrom.applyAsInt(0);
        }
        Replica picked = replicas.get(position);
        last = picked.name();
        next = position + 1;
        return picked;
    }
}
