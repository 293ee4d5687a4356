package org.elasticml.core.balance;

import java.util.AbstractList;
import java.util.List;

/**
 * Those of a list of replicas that have a free slot, in the same order. One comes, goes or is found by its place among
 * them in O(log n): a Fenwick tree of counts (P. Fenwick, "A new data structure for cumulative frequency tables", 1994).
 */
final class FreeReplicas extends AbstractList<Replica> {
    private final List<Replica> all;
    private final boolean[] free;
    private final int[] counts;
    private int size;

    /** None is free. */
    FreeReplicas(List<Replica> all) {
        this.all = all;
        this.free = new boolean[all.size()];
        this.counts = new int[all.size() + 1];
    }

    void set(int position, boolean isFree) {
        if (free[position] != isFree) {
            free[position] = isFree;
            int change = isFree ? 1 : -1;
            size += change;
            for (int node = position + 1; node < counts.length; node += node & -node) {
                counts[node] += change;
            }
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Replica get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        int position = 0;
        int before = index;
        for (int step = Integer.highestOneBit(counts.length); step > 0; step >>= 1) {
            int node = position + step;
            if (node < counts.length && counts[node] <= before) {
                position = node;
                before -= counts[node];
            }
        }
        return all.get(position);
    }
}
