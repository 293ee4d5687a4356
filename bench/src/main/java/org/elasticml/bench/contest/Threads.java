package org.elasticml.bench.contest;

/** libtorch's threads, as ml-app sets them. */
final class Threads {
    private Threads() {}

    /** One thread a call; parallelism comes from several callers. To be called before libtorch is loaded. */
    static void onePerCall() {
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("OPT_OUT_TRACKING", "true"); // else DJL reports its use from some clouds
    }
}
