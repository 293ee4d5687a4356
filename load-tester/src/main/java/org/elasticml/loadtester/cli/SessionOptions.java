package org.elasticml.loadtester.cli;

import org.elasticml.loadtester.watch.AutoscalerStatus;
import org.elasticml.loadtester.watch.MetricsWatch;
import org.elasticml.loadtester.watch.WatchTarget;
import picocli.CommandLine.Mixin;

/** What all commands that send requests have in common. */
final class SessionOptions {
    @Mixin
    TargetOptions target;

    @Mixin
    JudgeOptions judge;

    @Mixin
    OutputOptions output;

    @Mixin
    CapacityOptions capacity;

    /**
     * @throws CommandException naming the option that is out of range
     */
    void check() throws CommandException {
        Usage.require(target.timeoutS >= 0.001 && target.timeoutS <= 86_400, "--timeout-s is from 0.001 to 86400");
        Usage.require(
                judge.sloMs > 0 && judge.sloMs < Double.POSITIVE_INFINITY,
                "the SLO (--slo-ms, SLO_MS) must be a number of milliseconds, more than 0");
        Usage.require(judge.maxLagMs > 0, "--max-lag must be more than 0");
        Usage.require(
                target.images.isEmpty() || target.imageSize.isEmpty(),
                "--image-size is the size of photos drawn here; it can't be given with --images");
        capacity.check();
        try {
            WatchTarget.checkDistinct(output.watch);
            output.metrics.forEach(MetricsWatch::check);
            output.autoscaler.ifPresent(AutoscalerStatus::check);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        }
    }
}
