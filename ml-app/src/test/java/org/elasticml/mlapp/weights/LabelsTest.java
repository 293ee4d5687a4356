package org.elasticml.mlapp.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
    @TempDir
    Path folder;

    @Test
    void readsAFileAndKeepsColonsOutOfAnswers() throws Exception {
        Path file = Files.writeString(folder.resolve("labels.txt"), "cat\ndog: large\n\n");
        assertEquals(List.of("cat", "dog  large", "unnamed"), Labels.of(Optional.of(file), Labels.Known.NONE, 3));
        WeightsException e =
                assertThrows(WeightsException.class, () -> Labels.of(Optional.of(file), Labels.Known.NONE, 10));
        assertTrue(e.getMessage().endsWith("has 3 lines, the weights have 10 classes"), e.getMessage());
    }

    @Test
    void takesAByteOrderMarkAndRefusesAnotherEncoding() throws Exception {
        Path marked = Files.writeString(folder.resolve("marked.txt"), "\ufeffcat\n");
        assertEquals(List.of("cat"), Labels.of(Optional.of(marked), Labels.Known.NONE, 1));
        Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {'c', (byte) 0xe4, 't'});
        WeightsException e =
                assertThrows(WeightsException.class, () -> Labels.of(Optional.of(latin), Labels.Known.NONE, 1));
        assertTrue(e.getMessage().endsWith("is not UTF-8"), e.getMessage());
    }

    @Test
    void knowsImagenetsThousandAndNumbersOthers() throws Exception {
        assertEquals(
                "tench", Labels.of(Optional.empty(), Labels.Known.NONE, 1000).get(0));
        assertEquals(
                "class 6", Labels.of(Optional.empty(), Labels.Known.NONE, 7).get(6));
    }

    @Test
    void namesAFileThatIsMissing() {
        WeightsException e = assertThrows(
                WeightsException.class, () -> Labels.of(Optional.of(folder.resolve("none.txt")), Labels.Known.NONE, 1));
        assertTrue(e.getMessage().contains("none.txt"), e.getMessage());
    }
}
