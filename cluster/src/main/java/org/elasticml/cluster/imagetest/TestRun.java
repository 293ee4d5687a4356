package org.elasticml.cluster.imagetest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.elasticml.bench.Photographs;
import org.elasticml.bench.Say;
import org.elasticml.bench.UsageException;
import org.elasticml.bench.chaos.Load;
import org.elasticml.bench.process.Servers;
import org.elasticml.cluster.images.BakedWeights;
import org.elasticml.cluster.images.ImageService;
import org.elasticml.cluster.images.ImageSizes;
import org.elasticml.cluster.images.Images;
import org.elasticml.cluster.images.Platform;
import org.elasticml.cluster.images.Program;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Ports;
import org.elasticml.launcher.Project;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.loadtester.photo.Photo;

/**
 * One run, from the sources to the report.
 *
 * @param base what the images stand on; empty to make one
 * @param known photos to which both replicas must give the same answer, and the right one where it is known
 * @param portBase free ports are taken from here on
 */
record TestRun(Project project, String base, List<Photo> known, int portBase) {
    private static final String NAMESPACE = "elastic-ml";
    private static final String SERVICE = "ml-app";

    TestReport play(int scaleDowns, int sustainSeconds)
            throws CommandException, LaunchException, UsageException, InterruptedException {
        List<HasMetadata> manifests = Manifests.read(project.root().resolve("k8s"));
        Pod replica = Pod.of(manifests, ImageService.ML_APP.module());
        Pod dispatcher = Pod.of(manifests, ImageService.DISPATCHER.module());
        double sloMillis = Double.parseDouble(dispatcher.environment().getOrDefault("SLO_MS", "500"));
        Podman podman = new Podman();
        try (Servers servers = new Servers(project, Ports.free(portBase, 1).get(0));
                Pods pods = new Pods(podman, project.logFolder());
                EndpointServer endpoints = new EndpointServer(NAMESPACE, SERVICE)) {
            Trial.Plan plan = new Trial.Plan(
                    replica, dispatcher, scaleDowns, sustainSeconds, portBase, sloMillis, known, largest());
            List<ImageSizes> images = images(servers, podman, pods);
            return new Trial(plan, pods, endpoints, new Load(Photographs.of(Optional.empty()))).run(images);
        } catch (IOException e) {
            throw Program.error("the photos can't be had: " + e.getMessage());
        }
    }

    private List<Photo> largest() throws IOException, LaunchException {
        return HarshPhotos.in(folder());
    }

    private Path folder() throws IOException, LaunchException {
        return Files.createDirectories(project.stateFolder().resolve("images-test"));
    }

    /** Builds them into a registry, from which podman fetches them as a node of a cluster would. */
    private List<ImageSizes> images(Servers servers, Podman podman, Pods pods)
            throws CommandException, LaunchException, IOException {
        int port = Ports.free(portBase, 1).get(0);
        try (Registry registry = Registry.start(project, servers, folder(), port)) {
            Images.Order order = new Images.Order(
                    List.of(ImageService.ML_APP, ImageService.DISPATCHER),
                    base.isBlank() ? new DebianBase(folder()).pushTo(registry.address(), podman) : base,
                    BakedWeights.BUILTIN,
                    registry.address(),
                    null,
                    List.of(Platform.AMD64),
                    false);
            List<ImageSizes> images = new Images(project.root(), System.out::println).make(order);
            for (ImageSizes image : images) {
                Say.line("podman fetches %s", image.image());
                pods.pull(image.image().service(), image.image().toString());
            }
            return images;
        }
    }
}
