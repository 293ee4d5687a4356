package org.elasticml.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonTest {
    private final List<String> said = new ArrayList<>();

    /** Stands for a Python that prints which modules it lacks. */
    private static String interpreter(Path folder, String prints) throws Exception {
        Path script = Files.writeString(folder.resolve("python"), "#!/bin/sh\necho " + prints + "\n");
        assertTrue(script.toFile().setExecutable(true));
        return script.toString();
    }

    @Test
    void namesWhatIsMissing(@TempDir Path folder) throws Exception {
        String python = interpreter(folder, "torch fastapi");
        assertEquals(Optional.empty(), Python.with(python, List.of("torch", "fastapi"), said::add));
        assertEquals(List.of("not compared with Python: " + python + " lacks torch fastapi"), said);
    }

    @Test
    void isThereIfItLacksNothing(@TempDir Path folder) throws Exception {
        String python = interpreter(folder, "");
        assertEquals(Optional.of(new Python(python)), Python.with(python, List.of("torch"), said::add));
        assertEquals(List.of(), said);
    }

    @Test
    void itselfMayBeMissing() {
        assertEquals(Optional.empty(), Python.with("no-such-python", List.of("torch"), said::add));
        assertEquals(List.of("not compared with Python: there is no no-such-python"), said);
    }
}
