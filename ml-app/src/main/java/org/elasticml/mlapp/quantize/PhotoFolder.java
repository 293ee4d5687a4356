package org.elasticml.mlapp.quantize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
    private final List<Path> files;

    /** Hears how far it is. */
    interface Progress {
        void photo(int done, int all);
    }

    PhotoFolder(Path folder) throws WeightsException {
        this.folder = folder;
        if (!Files.isDirectory(folder)) {
            throw new WeightsException("the folder of photos to calibrate with, " + folder + ", is not there");
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> photos = all.filter(PhotoFolder::isPhoto)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            int used = Math.min(photos.size(), MOST);
            files = IntStream.range(0, used)
                    .mapToObj(i -> photos.get((int) ((long) i * photos.size() / used)))
                    .toList();
        } catch (IOException e) {
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
                RgbImage photo = read(files.get(i));
                if (photo != null) {
                    calibrator.observe(photo);
                }
                progress.photo(i + 1, files.size());
            }
            if (calibrator.photos() == 0) {
                throw new WeightsException("there is no JPEG or PNG photo to calibrate with in " + folder);
            }
            return calibrator.calibration(name());
        }
    }

    /** Null if it is not a photo. */
    static RgbImage read(Path file) throws WeightsException {
        try {
            return ImageDecoder.decode(Files.readAllBytes(file));
        } catch (ImageException e) {
            return null;
        } catch (IOException e) {
            throw new WeightsException("the photo " + file + " can't be read: " + e.getMessage(), e);
        }
    }
}
