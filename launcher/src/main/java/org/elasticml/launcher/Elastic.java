package org.elasticml.launcher;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./elastic}. */
@Command(
        name = "elastic",
        description = "Serves an image classifier elastically on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            StopCommand.class,
            ScaleCommand.class,
            LoadCommand.class,
            SimulateCommand.class,
            ProfileCommand.class,
            QuantizeCommand.class,
            BenchCommand.class,
            ChaosCommand.class,
            ImagesCommand.class,
            ManifestsCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 fine, 1 could not start or a count was wrong, 2 usage, 3 target unreachable,",
            "4 the generator was too late to be believed, 99 the SLO or a threshold was missed.",
            "",
            "'elastic help COMMAND' says more of one."
        })
final class Elastic {
    private Elastic() {}

    public static void main(String[] args) {
        CommandLine commands = new CommandLine(new Elastic());
        for (String passesOptionsOn : List.of(
                LoadCommand.NAME,
                SimulateCommand.NAME,
                ProfileCommand.NAME,
                BenchCommand.NAME,
                ChaosCommand.NAME,
                ImagesCommand.NAME,
                ManifestsCommand.NAME)) {
            commands.getSubcommands()
                    .get(passesOptionsOn)
                    .setStopAtPositional(true)
                    .setUnmatchedOptionsArePositionalParams(true);
        }
        commands.setUsageHelpLongOptionsMaxWidth(28);
        commands.setParameterExceptionHandler((failure, arguments) -> {
            String name = failure.getCommandLine().getCommandName();
            System.err.println("elastic: " + failure.getMessage());
            System.err.println(
                    name.equals("elastic")
                            ? "'elastic help' lists what there is"
                            : "'elastic help " + name + "' says more");
            return failure.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
        });
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof LaunchException) {
                System.err.println("elastic: " + failure.getMessage());
                return LaunchException.EXIT_CODE;
            }
            throw failure;
        });
        System.exit(commands.execute(args.length == 0 ? new String[] {"help"} : args));
    }
}
