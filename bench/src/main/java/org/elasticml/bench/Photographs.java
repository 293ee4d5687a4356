package org.elasticml.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.elasticml.loadtester.photo.DrawnPhotos;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.photo.PhotoFolder;
import org.elasticml.mlapp.image.ImageDecoder;
import org.elasticml.mlapp.image.ImageException;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.weights.WeightsSource;

/** What is measured with: the photos of a folder, or drawn ones of 500 x 375 pixels, always the same. */
public final class Photographs {
    private static final int DRAWN = 8;
    private static final ImageDecoder DECODER =
            ImageDecoder.fastest(WeightsSource.defaultCache().resolve("native"));

    private Photographs() {}

    /**
     * @return at least one
     * @throws UsageException if the folder has none
     */
    public static List<Photo> of(Optional<Path> folder) throws IOException, UsageException {
        if (folder.isEmpty()) {
            return DrawnPhotos.draw(DRAWN, 1);
        }
        UsageException.require(Files.isDirectory(folder.get()), "--images: there is no folder " + folder.get());
        List<Photo> photos = PhotoFolder.read(folder.get());
        UsageException.require(!photos.isEmpty(), "--images: no JPEG or PNG file in " + folder.get());
        return photos;
    }

    /** The files as they are. */
    public static List<byte[]> encoded(Optional<Path> folder) throws IOException, UsageException {
        return of(folder).stream().map(photo -> photo.body().getBytes()).toList();
    }

    /** By ml-app's decoder; to be closed. */
    public static RgbImage decode(byte[] file) throws ImageException {
        return DECODER.decode(file);
    }

    /** As many decoded photos as wanted, from the beginning again where there are fewer. */
    public static List<RgbImage> decoded(Optional<Path> folder, int count) throws IOException, UsageException {
        List<byte[]> files = encoded(folder);
        List<RgbImage> images = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                images.add(decode(files.get(i % files.size())));
            }
        } catch (ImageException e) {
            throw new IOException("a photo can't be decoded: " + e.getMessage(), e);
        }
        return images;
    }
}
