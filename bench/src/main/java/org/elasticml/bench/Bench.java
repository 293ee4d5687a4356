package org.elasticml.bench;

import java.io.IOException;
import org.elasticml.bench.chaos.ChaosCommand;
import org.elasticml.bench.contest.CachesCommand;
import org.elasticml.bench.contest.DecodeCommand;
import org.elasticml.bench.contest.NetworkCommand;
import org.elasticml.bench.contest.PreprocessCommand;
import org.elasticml.bench.generator.GeneratorCommand;
import org.elasticml.bench.jmh.JmhCommand;
import org.elasticml.bench.peers.PeersCommand;
import org.elasticml.bench.profile.ProfileCommand;
import org.elasticml.bench.stub.StubCommand;
import org.elasticml.launcher.LaunchException;
import org.elasticml.mlapp.weights.WeightsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./elastic bench}. */
@Command(
        name = "elastic bench",
        mixinStandardHelpOptions = true,
        description = "Measures. Contenders are measured in turn, round by round; ratios are taken within a round.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DecodeCommand.class,
            PreprocessCommand.class,
            NetworkCommand.class,
            CachesCommand.class,
            PeersCommand.class,
            GeneratorCommand.class,
            ChaosCommand.class,
            ProfileCommand.class,
            StubCommand.class,
            JmhCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 fine, 1 could not start or requests failed, 2 usage.",
            "'elastic bench COMMAND --help' says more of one."
        })
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args.length == 0 ? new String[] {"--help"} : args));
    }

    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Bench());
        commands.getSubcommands()
                .get(JmhCommand.NAME)
                .setStopAtPositional(true)
                .setUnmatchedOptionsArePositionalParams(true);
        commands.setUsageHelpLongOptionsMaxWidth(28);
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof UsageException
                    || failure instanceof LaunchException
                    || failure instanceof WeightsException
                    || failure instanceof IOException) {
                command.getErr().println("elastic: " + failure.getMessage());
                return failure instanceof UsageException ? UsageException.EXIT_CODE : LaunchException.EXIT_CODE;
            }
            throw failure;
        });
        return commands;
    }
}
