package org.elasticml.mlapp.quantize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.elasticml.mlapp.image.ImageDecoder;
import org.elasticml.mlapp.image.ImageException;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.model.Calibration;
import org.elasticml.mlapp.model.Calibrator;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.WeightsException;

/** Photos to calibrate with: those in a folder and its sub-folders; of very many, some from everywhere. */
final class PhotoFolder {
    /** More hardly move the limits any further. */
    private static final int MOST = 256;

    private final Path folder;
    private final ImageDecoder decoder;
    private final List<Path> files;

    /** Hears how far it is. */
    interface Progress {
        void photo(int done, int all);
    }

    /** @param decoder reads them */
    PhotoFolder(Path folder, ImageDecoder decoder) throws WeightsException {
        this.folder = folder;
        this.decoder = decoder;
        if (!Files.isDirectory(folder)) {
            throw new WeightsException(
                    "the folder of photos to calibrate with, " + folder + ", is not there, or no folder");
        }
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> photos = all.filter(PhotoFolder::isPhoto)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            int used = Math.min(photos.size(), MOST);
            files = IntStream.range(0, used)
                    .mapToObj(i -> photos.get((int) ((long) i * photos.size() / used)))
                    .toList();
        } catch (IOException | UncheckedIOException e) { // while walking, the latter
            throw new WeightsException("the folder " + folder + " can't be read: " + e.getMessage(), e);
        }
    }

    private static boolean isPhoto(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png)");
    }

    /** As a calibration remembers where it is from. */
    String name() {
        return folder.toAbsolutePath().normalize().toString();
    }

    List<Path> files() {
        return files;
    }

    /** Files that are no photos after all are left out. */
    Calibration calibrate(FoldedResNet18 weights, Progress progress) throws WeightsException {
        try (Calibrator calibrator = new Calibrator(weights)) {
            for (int i = 0; i < files.size(); i++) {
                show(files.get(i), calibrator::observe);
                progress.photo(i + 1, files.size());
            }
            if (calibrator.photos() == 0) {
                throw new WeightsException("there is no JPEG or PNG photo to calibrate with in " + folder);
            }
            return calibrator.calibration(name());
        }
    }

    /** Decodes a file and hands it on, for the time of the call; does nothing if it is no photo. */
    void show(Path file, Consumer<RgbImage> viewer) throws WeightsException {
        try (RgbImage photo = decoder.decode(Files.readAllBytes(file))) {
            viewer.accept(photo);
        } catch (ImageException e) {
            // Folders hold other things as well; what matters is that there are photos at all.
            return;
        } catch (IOException e) {
            throw new WeightsException("the photo " + file + " can't be read: " + e.getMessage(), e);
        }
    }
}
