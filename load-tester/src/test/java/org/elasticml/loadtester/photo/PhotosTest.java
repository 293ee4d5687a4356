package org.elasticml.loadtester.photo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotosTest {
    @Test
    void drawsJpegsOfAPhotosSize() throws IOException {
        Photo photo = DrawnPhotos.draw(1, 7).get(0);
        assertEquals(
                500,
                ImageIO.read(new ByteArrayInputStream(photo.body().getBytes())).getWidth());
        assertTrue(
                photo.body().length() > 25_000 && photo.body().length() < 90_000,
                () -> photo.body().length() + " B");
        assertEquals(photo.body(), DrawnPhotos.draw(1, 7).get(0).body());
        assertNotEquals(photo.body(), DrawnPhotos.draw(1, 8).get(0).body());
    }

    @Test
    void readsWhatBeginsLikeAnImageOnly(@TempDir Path folder) throws IOException {
        Files.write(
                folder.resolve("b.JPEG"), DrawnPhotos.draw(1, 1).get(0).body().getBytes());
        Files.write(folder.resolve("a.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10});
        Files.writeString(folder.resolve("c.jpg"), "not an image");
        Files.writeString(folder.resolve("notes.txt"), "not an image either");
        List<Photo> photos = PhotoFolder.read(folder);
        assertEquals(
                List.of("a.png", "b.JPEG"), photos.stream().map(Photo::name).toList());
        assertEquals(
                List.of("image/png", "image/jpeg"),
                photos.stream().map(Photo::mediaType).toList());
    }

    @Test
    void sendsEachPhotoOncePerPass() throws IOException {
        PhotoOrder order = new PhotoOrder(new Photos(DrawnPhotos.draw(4, 1), "drawn"), new Random(1));
        Set<String> pass = Stream.generate(order).limit(4).map(Photo::name).collect(Collectors.toSet());
        assertEquals(4, pass.size());
        assertEquals(pass, Stream.generate(order).limit(4).map(Photo::name).collect(Collectors.toSet()));
    }
}
