package org.elasticml.loadtester.photo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrueLabelsTest {
    @ParameterizedTest
    @CsvSource({
        "n02102040_English_springer_03.JPEG, English springer",
        "n02123045_tabby.JPEG, tabby",
        "n03888257_parachute_1.png, parachute",
        "holiday.jpg,",
        "n021_x.jpg,"
    })
    void readsNames(String fileName, String expected) {
        assertEquals(Optional.ofNullable(expected), TrueLabels.fromName(fileName));
    }

    @Test
    void prefersTheFile(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("labels.csv"), "file,label\nn02123045_tabby.JPEG,tiger cat\nx.jpg,\"tench, Tinca\"\n");
        TrueLabels labels = TrueLabels.in(folder);
        assertEquals(Optional.of("tiger cat"), labels.of("n02123045_tabby.JPEG"));
        assertEquals(Optional.of("tench, Tinca"), labels.of("x.jpg"));
        assertEquals(Optional.of("zebra"), labels.of("n02391049_zebra.JPEG"));
        assertEquals(Optional.empty(), labels.of("y.jpg"));
    }
}
