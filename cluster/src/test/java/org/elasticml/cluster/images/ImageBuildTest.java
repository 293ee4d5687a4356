package org.elasticml.cluster.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.elasticml.launcher.ServiceJvm;
import org.junit.jupiter.api.Test;

/** What Maven is told. */
class ImageBuildTest {
    private static final Path CACHE = Path.of("cache");

    @Test
    void whatTheBaseHasTheServiceLeavesOut() {
        List<String> arguments = pushed(ImageService.ML_APP);
        assertTrue(
                arguments.contains("-Dquarkus.class-loading.removed-artifacts="
                        + "ai.djl.pytorch:pytorch-native-cpu:linux-x86_64:jar,org.bytedeco:leptonica:linux-x86_64:jar"),
                arguments.toString());
        assertTrue(
                arguments.contains("-Dquarkus.package.jar.user-configured-ignored-entries="
                        + "weights/resnet18-imagenette.safetensors"),
                arguments.toString());
        assertFalse(String.join(" ", pushed(ImageService.DISPATCHER)).contains("removed-artifacts"));
    }

    @Test
    void whatIsPackagedForTheImageLiesApart() {
        assertTrue(pushed(ImageService.DISPATCHER).contains("-Dquarkus.package.output-directory=image-app"));
    }

    @Test
    void anImageIsPushedOrGoesIntoAnEngine() {
        List<String> pushed = pushed(ImageService.AUTOSCALER);
        assertTrue(pushed.contains("-Dquarkus.container-image.push=true"), pushed.toString());
        assertTrue(
                pushed.contains("-Dquarkus.container-image.image=host:5000/team/elastic-ml/autoscaler:0.1.0"),
                pushed.toString());
        assertTrue(pushed.contains("-Dquarkus.jib.platforms=linux/amd64,linux/arm64"), pushed.toString());

        List<String> built = new ImageBuild(
                        ImageName.local(ImageService.AUTOSCALER, "0.1.0"),
                        "base",
                        new ContainerEngine("podman"),
                        List.of(Platform.AMD64),
                        false,
                        CACHE)
                .mavenArguments();
        assertTrue(built.contains("-Dquarkus.container-image.build=true"), built.toString());
        assertTrue(built.contains("-Dquarkus.jib.docker-executable-name=podman"), built.toString());
        assertFalse(built.contains("-Dquarkus.container-image.push=true"), built.toString());
        assertTrue(built.contains("-Dquarkus.container-image.image=elastic-ml/autoscaler:0.1.0"), built.toString());
    }

    @Test
    void aReplicaIsToldWhatTheLauncherTellsIt() {
        List<String> options = ImageService.ML_APP.jvmOptions();
        assertTrue(options.containsAll(ServiceJvm.replicaOptions(1)), options.toString());
        assertTrue(options.stream().noneMatch(option -> option.contains(",")), "Quarkus splits at commas: " + options);
    }

    /** An image without room is refused by ml-app, which goes on. */
    @Test
    void withoutMemoryAllButReplicasEnd() {
        for (ImageService service : ImageService.values()) {
            List<String> options = service.jvmOptions();
            assertEquals(
                    service != ImageService.ML_APP,
                    options.contains("-XX:+ExitOnOutOfMemoryError"),
                    service.module() + " " + options);
        }
    }

    @Test
    void servicesAreCalledByTheirFolders() {
        for (ImageService service : ImageService.values()) {
            assertTrue(Path.of("..", service.module(), "pom.xml").toFile().exists(), service.module());
            assertEquals(service, ImageService.of(service.module()));
        }
    }

    private static List<String> pushed(ImageService service) {
        ImageName name = new ImageName("host:5000/team", service, "0.1.0");
        return new ImageBuild(name, "base", null, List.of(Platform.values()), false, CACHE).mavenArguments();
    }
}
