package org.elasticml.cluster.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.elasticml.launcher.Project;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.loadtester.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./elastic images load}. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Gives what 'images build' has built to a cluster on this machine.")
final class LoadCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CLUSTER", description = "minikube or kind")
    private LocalCluster cluster;

    @Option(
            names = "--name",
            defaultValue = "",
            paramLabel = "NAME",
            description = "the cluster's name, if it is not the usual one (minikube calls it profile)")
    private String clusterName;

    @Parameters(index = "1..*", paramLabel = "SERVICE", description = "which images; all")
    private List<String> services = List.of();

    @Override
    public Integer call() throws CommandException {
        ContainerEngine engine = ContainerEngine.find();
        Path root = Project.current().root();
        for (ImageService service : ImageOptions.services(services)) {
            ImageName image = ImageName.local(service, Images.version(root, service));
            if (!Program.works(engine.program(), "image", "inspect", image.toString())) {
                throw Program.error(
                        image + " is not in " + engine.program() + ": './elastic images build' puts it there");
            }
            System.err.println("* " + image + " into " + cluster);
            load(engine, image, root.resolve(".elastic/images"));
        }
        return ExitCode.FINE;
    }

    private void load(ContainerEngine engine, ImageName image, Path folder) throws CommandException {
        try {
            Files.createDirectories(folder);
            Path archive = Files.createTempFile(folder, image.service().module(), ".tar");
            try {
                Program.run(engine.saves(image, archive).toArray(String[]::new));
                Program.run(cluster.loads(archive, clusterName).toArray(String[]::new));
            } finally {
                Files.delete(archive);
            }
        } catch (IOException e) {
            throw Program.error("the image can't be kept in " + folder + ": " + e.getMessage());
        }
    }
}
