package org.elasticml.cluster;

import org.elasticml.cluster.images.ImagesCommand;
import org.elasticml.cluster.imagetest.TestCommand;
import org.elasticml.cluster.manifests.ManifestsCommand;
import org.elasticml.loadtester.cli.OneLineErrors;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./elastic images} and {@code ./elastic manifests}. */
@Command(
        name = "elastic",
        description = "Makes what a cluster needs.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ImagesCommand.class, ManifestsCommand.class})
public final class Cluster {
    private Cluster() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Cluster());
        commands.getSubcommands().get(ImagesCommand.NAME).addSubcommand(new TestCommand());
        return OneLineErrors.of(commands);
    }
}
