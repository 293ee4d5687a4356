package org.elasticml.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.elasticml.bench.process.Wrk;
import org.elasticml.launcher.LaunchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingToolsTest {
    @Test
    void saysThatThereIsNoLoadGenerator() {
        LaunchException e = assertThrows(LaunchException.class, () -> Wrk.require("no-such-program"));
        assertEquals(
                "'no-such-program' is missing, which makes the load (Debian: apt-get install wrk)", e.getMessage());
    }

    @Test
    void goesOnWithoutThePeer(@TempDir Path empty) {
        List<String> said = new ArrayList<>();
        assertEquals(Optional.empty(), FastApi.find(empty, said::add));
        assertEquals(
                List.of("not compared with FastAPI: there is no " + empty.resolve("app.py")
                        + "; --peer says where it is"),
                said);
    }
}
