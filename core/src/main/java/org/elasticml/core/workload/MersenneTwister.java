package org.elasticml.core.workload;

/**
 * MT19937, the generator behind numpy's {@code RandomState}: the same seed gives the same numbers.
 *
 * <p>M. Matsumoto, T. Nishimura: Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random number
 * generator. ACM TOMACS 8(1), 1998; seeded by {@code init_genrand} of the authors' revision of 2002.
 */
final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;
    private static final int TWIST = 0x9908b0df;

    private final int[] state = new int[SIZE];
    private int used = SIZE;

    /** @param seed an unsigned number of 32 bits */
    MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
        }
    }

    /** 32 random bits. */
    int nextInt() {
        if (used == SIZE) {
            twist();
            used = 0;
        }
        int bits = state[used++];
        bits ^= bits >>> 11;
        bits ^= bits << 7 & 0x9d2c5680;
        bits ^= bits << 15 & 0xefc60000;
        return bits ^ bits >>> 18;
    }

    /** From 0 inclusive to 1 exclusive, a multiple of 2⁻⁵³: the authors' {@code genrand_res53}. */
    double nextDouble() {
        long high = nextInt() >>> 5;
        long low = nextInt() >>> 6;
        return ((high << 26) + low) * 0x1p-53;
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int joined = state[i] & 0x80000000 | state[(i + 1) % SIZE] & 0x7fffffff;
            int twisted = joined >>> 1 ^ ((joined & 1) == 0 ? 0 : TWIST);
            state[i] = state[(i + SHIFT) % SIZE] ^ twisted;
        }
    }
}
