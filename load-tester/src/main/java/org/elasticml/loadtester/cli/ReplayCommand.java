package org.elasticml.loadtester.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Plays a workload file against the dispatcher, open loop: requests leave on schedule whether or not"
                    + " answers come, and latency counts from the instant each was due.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  load-tester replay --seconds 60",
            "  load-tester replay --workload workload.txt --images photos --out runs/first --verbose",
            "  load-tester replay --from 240 --seconds 30 --scale 2 --url http://127.0.0.1:8000/predict",
            "  load-tester replay --speed 10 --repeat 5 --threshold 'p99<300ms' --threshold 'failed<=0'",
            "  load-tester replay --metrics http://127.0.0.1:8001/q/metrics --watch http://127.0.0.1:8001/stats",
            "  load-tester replay --agents 127.0.0.1:8010,127.0.0.1:8011"
        },
        exitCodeListHeading = "%nExit codes (the first of 3, 1, 4, 99 that applies):%n",
        exitCodeList = {
            "0:all is well",
            "1:could not start, or a count was wrong",
            "2:wrong usage, a bad workload or no usable image",
            "3:the target or an agent is unreachable, or nothing was answered",
            "4:requests left too late for the figures to be believed",
            "99:a threshold or the SLO was missed: p99 above it, or fewer than 99%% of all requests within it; or an"
                    + " agent died"
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    WorkloadOptions workload;

    @Mixin
    ArrivalOptions arrivals;

    @Mixin
    AgentOptions agents;

    @Mixin
    SessionOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return new Rates(spec, options, arrivals, agents)
                .play(workload.workload.toString(), workload.read(), workload.settings());
    }
}
