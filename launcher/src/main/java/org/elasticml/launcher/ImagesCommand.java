package org.elasticml.launcher;

import picocli.CommandLine.Command;

/** {@code ./elastic images …}. */
@Command(
        name = ImagesCommand.NAME,
        description = "Makes the container images, and tries them out.",
        footer = {"", "'elastic images --help' says how."})
final class ImagesCommand extends ClusterCommand {
    static final String NAME = "images";

    ImagesCommand() {
        super(NAME);
    }
}
