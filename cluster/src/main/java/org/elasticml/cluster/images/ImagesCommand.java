package org.elasticml.cluster.images;

import picocli.CommandLine.Command;

/** {@code ./elastic images …}. */
@Command(
        name = ImagesCommand.NAME,
        mixinStandardHelpOptions = true,
        description = "Makes the services' container images.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BuildCommand.class, PushCommand.class, LoadCommand.class},
        footer = {"", "'elastic images COMMAND --help' says more of one."})
public final class ImagesCommand {
    public static final String NAME = "images";
}
