package org.elasticml.core.balance;

import java.util.Arrays;

/**
 * Costs by position, of which the least is known at once, and the next that is not above a limit is found in O(log n): a
 * binary tree in an array, each node the lesser of its two children (a tournament; D. Knuth, TAOCP vol. 3, 5.2.3).
 */
final class Tournament {
    /** There is none; after all positions. */
    static final int NONE = Integer.MAX_VALUE;

    private final int leaves;
    private final double[] least;

    /** All costs are infinite. */
    Tournament(int positions) {
        leaves = Math.max(1, Integer.highestOneBit(Math.max(1, positions - 1)) << 1);
        least = new double[2 * leaves];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
    }

    void set(int position, double cost) {
        int node = leaves + position;
        least[node] = cost;
        for (node >>= 1; node > 0; node >>= 1) {
            double lesser = Math.min(least[2 * node], least[2 * node + 1]);
            if (least[node] == lesser) {
                return;
            }
            least[node] = lesser;
        }
    }

    double least() {
        return least[1];
    }

    /** The first position, of those not before {@code from}, whose cost is not above the limit; else {@link #NONE}. */
    int first(int from, double limit) {
        if (from >= leaves) {
            return NONE;
        }
        int node = leaves + from;
        while (!(least[node] <= limit)) {
            while ((node & 1) == 1) {
                node >>= 1; // nothing is left below its parent
            }
            if (node == 0) {
                return NONE;
            }
            node++;
        }
        while (node < leaves) {
            node <<= 1;
            if (!(least[node] <= limit)) {
                node++;
            }
        }
        return node - leaves;
    }
}
