package org.elasticml.cluster.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.elasticml.loadtester.cli.CommandException;
import org.junit.jupiter.api.Test;

class ContainerEngineTest {
    @Test
    void theOneThatAnswersIsTaken() throws CommandException {
        assertEquals("docker", ContainerEngine.find("docker"::equals).program());
        assertEquals("podman", ContainerEngine.find(program -> true).program());
    }

    @Test
    void whereNoneAnswersTheWayWithoutIsNamed() {
        CommandException none = assertThrows(CommandException.class, () -> ContainerEngine.find(program -> false));
        assertTrue(none.getMessage().contains("images push"), none.getMessage());
    }

    @Test
    void aClientWithoutItsEngineDoesNotWork() {
        assertTrue(Program.works("sh", "-c", "exit 0"));
        assertFalse(Program.works("sh", "-c", "exit 1"));
        assertFalse(Program.works("no-such-program"));
    }

    @Test
    void whatFailsSaysWhy() {
        CommandException missing = assertThrows(CommandException.class, () -> Program.run("no-such-program"));
        assertTrue(missing.getMessage().contains("'no-such-program' can't be run"), missing.getMessage());
        CommandException failed =
                assertThrows(CommandException.class, () -> Program.run("sh", "-c", "echo first; echo why >&2; exit 3"));
        assertTrue(failed.getMessage().endsWith("failed: why"), failed.getMessage());
    }

    @Test
    void eachKindOfClusterIsGivenTheFile() {
        Path file = Path.of("a.tar");
        assertEquals(List.of("minikube", "image", "load", "a.tar"), LocalCluster.MINIKUBE.loads(file, ""));
        assertEquals(
                List.of("minikube", "image", "load", "a.tar", "--profile", "p"),
                LocalCluster.MINIKUBE.loads(file, "p"));
        assertEquals(
                List.of("kind", "load", "image-archive", "a.tar", "--name", "k"), LocalCluster.KIND.loads(file, "k"));
    }

    @Test
    void anImageIsWrittenUnderTheNameThatClustersLookFor() {
        ImageName image = ImageName.local(ImageService.ML_APP, "1.2");
        Path file = Path.of("a.tar");
        assertEquals(
                List.of("podman", "push", "elastic-ml/ml-app:1.2", "docker-archive:a.tar:elastic-ml/ml-app:1.2"),
                new ContainerEngine("podman").saves(image, file));
        assertEquals(
                List.of("docker", "save", "-o", "a.tar", "elastic-ml/ml-app:1.2"),
                new ContainerEngine("docker").saves(image, file));
    }
}
