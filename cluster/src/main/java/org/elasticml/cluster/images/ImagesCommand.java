package org.elasticml.cluster.images;

import picocli.CommandLine.Command;

/** {@code ./elastic images …}. */
@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        description = "Makes the services' container images.",
        synopsisSubcommandLabel = "COMMAND")
public final class ImagesCommand {}
