package org.elasticml.launcher;

import picocli.CommandLine.Command;

/** {@code ./elastic manifests …}. */
@Command(
        name = ManifestsCommand.NAME,
        description = "Rewrites the Kubernetes manifests in k8s/ from the services' settings.",
        footer = {"", "'elastic manifests --help' says how."})
final class ManifestsCommand extends ClusterCommand {
    static final String NAME = "manifests";

    ManifestsCommand() {
        super(NAME);
    }
}
