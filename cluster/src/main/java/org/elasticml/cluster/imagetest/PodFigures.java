package org.elasticml.cluster.imagetest;

import org.elasticml.bench.chaos.Findings;
import org.elasticml.loadtester.cli.CommandException;

/**
 * What was measured of one container.
 *
 * @param readySeconds from the container's start
 * @param underLoad whether others served meanwhile, so that the start is not to be judged
 * @param peakMebibytes of memory, as the kernel counts it against the limit
 * @param kills for want of memory
 */
record PodFigures(
        String name, double readySeconds, boolean underLoad, double peakMebibytes, double limitMebibytes, long kills) {
    private static final double MEBIBYTE = 1 << 20;
    private static final double READY_WITHIN_SECONDS = 6;

    /** Of one that runs. */
    static PodFigures of(String name, RunningPod pod, boolean underLoad) throws CommandException {
        CgroupMemory memory = pod.memory();
        return new PodFigures(
                name,
                pod.readySeconds(),
                underLoad,
                memory.peakBytes() / MEBIBYTE,
                pod.pod().memoryBytes() / MEBIBYTE,
                memory.kills());
    }

    void judge(Findings findings) {
        findings.count(kills == 0, kills + " processes of " + name + " were killed for want of memory");
        findings.count(peakMebibytes < limitMebibytes, name + " came to its memory limit");
        if (!underLoad) {
            findings.atMost("the start of " + name, readySeconds, READY_WITHIN_SECONDS, " s");
        }
    }
}
