package org.elasticml.cluster.imagetest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.elasticml.loadtester.photo.Photo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarshPhotosTest {
    private static final int MAX_BODY = 10 << 20;

    @Test
    void areWithinWhatAServiceTakesAndDrawnOnce(@TempDir Path folder) throws IOException {
        List<Photo> drawn = HarshPhotos.in(folder);
        assertEquals(
                List.of("image/png", "image/jpeg"),
                drawn.stream().map(Photo::mediaType).toList());
        drawn.forEach(photo -> assertTrue(photo.body().length() <= MAX_BODY, photo.name()));
        Files.writeString(folder.resolve(drawn.get(0).name()), "kept");
        assertEquals("kept", HarshPhotos.in(folder).get(0).body().toString());
    }
}
