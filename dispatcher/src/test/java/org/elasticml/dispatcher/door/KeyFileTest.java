package org.elasticml.dispatcher.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.elasticml.dispatcher.discovery.LogLines;
import org.elasticml.web.Service;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final String A = "SECRET-of-alice-1";
    private static final String B = "SECRET-of-bob-234";

    @TempDir
    private Path folder;

    private final LogLines log = new LogLines();

    @BeforeEach
    void listen() {
        Logger.getLogger(KeyFile.class.getName()).addHandler(log);
    }

    @AfterEach
    void listenNoMore() {
        Logger.getLogger(KeyFile.class.getName()).removeHandler(log);
        assertFalse(log.said().toString().contains("SECRET"), "a key is in the log");
    }

    /** As kubelet does it: the file is a link into a link to a folder, and that link is replaced. */
    private Path mount(String version, String text) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve(version)).resolve("keys"), text);
        Path fresh = Files.createSymbolicLink(folder.resolve("..fresh"), Path.of(version));
        Files.move(
                fresh, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path file = folder.resolve("keys");
        return Files.exists(file) ? file : Files.createSymbolicLink(file, Path.of("..data/keys"));
    }

    private static boolean knows(KeyFile file, String key) {
        return file.keys().find(key).isPresent();
    }

    @Test
    void aSecretIsRotated() throws IOException {
        KeyFile file = new KeyFile(mount("1", "alice " + A).toString());
        assertFalse(file.refresh(), "nothing has changed");
        mount("2", "alice " + A + "\nbob " + B);
        assertTrue(file.refresh());
        assertTrue(knows(file, A) && knows(file, B));
        mount("3", "bob " + B);
        assertTrue(file.refresh());
        assertTrue(!knows(file, A) && knows(file, B), "an old key is none");
        assertEquals(2, log.said().size());
    }

    @Test
    void aBadVersionIsSaidOnceAndChangesNothing() throws IOException {
        Path path = mount("1", "alice " + A);
        KeyFile file = new KeyFile(path.toString());
        mount("2", "alice " + A + "\nbob SECRET");
        for (int i = 0; i < 3; i++) {
            assertFalse(file.refresh());
        }
        Files.delete(folder.resolve("2/keys"));
        for (int i = 0; i < 3; i++) {
            assertFalse(file.refresh());
        }
        assertTrue(knows(file, A));
        assertEquals(
                List.of(
                        "API_KEYS: '" + path
                                + "' has changed, line 2: a key is at least 16 printable ASCII characters, "
                                + "or 'sha256:' and its hash; the keys stay as they were",
                        "API_KEYS: '" + path + "' can't be read any more; the keys stay as they are"),
                log.said());
        mount("3", "bob " + B);
        assertTrue(file.refresh());
        assertTrue(knows(file, B));
    }

    @Test
    void aBadFileKeepsItFromStarting() throws IOException {
        Path path = mount("1", "# keys\nalice SECRET");
        Service.CantStart e = assertThrows(Service.CantStart.class, () -> new KeyFile(path.toString()));
        assertEquals(
                "API_KEYS: '" + path
                        + "', line 2: a key is at least 16 printable ASCII characters, or 'sha256:' and its hash",
                e.getMessage());
        for (String none : List.of("/nowhere/at/all", folder.toString(), "\0")) {
            e = assertThrows(Service.CantStart.class, () -> new KeyFile(none));
            assertEquals(
                    "API_KEYS: '" + none
                            + "' can't be read; it is a file with 'name key [rate-per-second [burst]]' in each line",
                    e.getMessage());
        }
    }
}
