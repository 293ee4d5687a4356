package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.elasticml.loadtester.photo.DrawnPhotos;
import org.elasticml.loadtester.photo.ImageSize;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.photo.PhotoFolder;
import org.elasticml.loadtester.photo.Photos;

/** Where photos come from: the folder that was named, else images/ if it is there and holds any, else drawn here. */
final class PhotoSource {
    private static final Path DEFAULT_IMAGES = Path.of("images");
    private static final int DRAWN_PHOTOS = 16;

    private PhotoSource() {}

    /**
     * @throws CommandException naming what is wrong
     */
    static Photos photos(TargetOptions options) throws CommandException {
        if (options.imageSize.isPresent()) {
            return drawn(options.imageSize.get(), options.seed, "--image-size");
        }
        Path folder = options.images.orElse(DEFAULT_IMAGES);
        boolean isThere = options.images.isPresent() || Files.isDirectory(folder);
        List<Photo> photos = isThere ? read(folder) : List.of();
        if (!photos.isEmpty()) {
            return new Photos(photos, photos.size() + " from " + folder);
        }
        Usage.require(options.images.isEmpty(), "--images: no JPEG or PNG file in " + folder);
        return drawn(ImageSize.USUAL, options.seed, "no --images, no images/");
    }

    private static List<Photo> read(Path folder) throws CommandException {
        try {
            return PhotoFolder.read(folder);
        } catch (IOException e) {
            throw Usage.unreadable("--images", folder, e);
        }
    }

    private static Photos drawn(ImageSize size, long seed, String why) throws CommandException {
        try {
            List<Photo> photos = DrawnPhotos.draw(DRAWN_PHOTOS, size.width(), size.height(), seed);
            long bytes =
                    photos.stream().mapToLong(photo -> photo.body().length()).sum() / DRAWN_PHOTOS;
            return new Photos(
                    photos,
                    String.format(
                            "%d drawn by the load tester, which show nothing (%s), %s, %d KB in the mean",
                            DRAWN_PHOTOS, why, size, Math.round(bytes / 1e3)));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--image-size: " + e.getMessage());
        } catch (IOException e) {
            throw new CommandException(ExitCode.ERROR, "cannot draw photos: " + Usage.reason(e));
        }
    }
}
