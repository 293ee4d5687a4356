package org.elasticml.cluster.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A cluster on this machine, and how it takes an image from a file. */
enum LocalCluster {
    MINIKUBE("minikube", List.of("image", "load"), "--profile"),
    KIND("kind", List.of("load", "image-archive"), "--name");

    private final String program;
    private final List<String> load;
    private final String nameOption;

    LocalCluster(String program, List<String> load, String nameOption) {
        this.program = program;
        this.load = load;
        this.nameOption = nameOption;
    }

    /**
     * The command.
     *
     * @param cluster its name; empty for the usual one
     */
    List<String> loads(Path archive, String cluster) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(load);
        command.add(archive.toString());
        if (!cluster.isEmpty()) {
            command.addAll(List.of(nameOption, cluster));
        }
        return command;
    }

    @Override
    public String toString() {
        return program;
    }
}
