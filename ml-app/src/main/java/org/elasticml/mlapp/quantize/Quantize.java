package org.elasticml.mlapp.quantize;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.elasticml.mlapp.image.ImageDecoder;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.model.Calibration;
import org.elasticml.mlapp.model.Network;
import org.elasticml.mlapp.model.Precision;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.WeightsException;
import org.elasticml.mlapp.weights.WeightsSource;

/**
 * Calibrates int8 for the weights of {@code MODEL_WEIGHTS} with the photos of a folder, keeps the result for all later
 * starts, and says what int8 changes on these photos.
 */
public final class Quantize {
    private final Path cache;
    private final PrintStream out;
    private final boolean terminal;

    Quantize(Path cache, PrintStream out, boolean terminal) {
        this.cache = cache;
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * @param args the folder
     */
    public static void main(String[] args) {
        try {
            new Quantize(WeightsSource.defaultCache(), System.out, System.console() != null)
                    .quantize(Path.of(args[0]), Optional.ofNullable(System.getenv("MODEL_WEIGHTS")));
        } catch (WeightsException e) {
            System.err.println("elastic: " + e.getMessage());
            System.exit(1);
        }
    }

    void quantize(Path folder, Optional<String> setting) throws WeightsException {
        PhotoFolder photos = new PhotoFolder(folder, ImageDecoder.fastest(cache.resolve("native")));
        WeightsSource.Found found = new WeightsSource(cache, out::println).find(setting);
        FoldedResNet18 weights = FoldedResNet18.of(found.state());
        out.println("weights: " + found.name());
        Calibration calibration = photos.calibrate(weights, progress("calibrating"));
        Path file = new Calibrations(cache, out::println).keep(calibration);
        compare(weights, calibration, photos);
        out.println("kept in " + file + "; MODEL_PRECISION=int8 serves it");
    }

    private PhotoFolder.Progress progress(String what) {
        return (done, all) -> {
            if (terminal) {
                out.print("\r" + what + ": " + done + " of " + all + " photos" + (done == all ? "\n" : ""));
                out.flush();
            } else if (done == all || 10 * done / all > 10 * (done - 1) / all) {
                out.println(what + ": " + done + " of " + all + " photos");
            }
        };
    }

    private void compare(FoldedResNet18 weights, Calibration calibration, PhotoFolder photos) throws WeightsException {
        PhotoFolder.Progress progress = progress("comparing with fp32");
        List<Double> errors = new ArrayList<>();
        List<Boolean> same = new ArrayList<>();
        try (Network exact = Network.load(weights, Precision.FP32);
                Network rounded = Network.load(weights, calibration)) {
            if (rounded.precision() != Precision.INT8) {
                out.println("int8's operators are missing in this PyTorch or on this CPU: nothing to compare");
                return;
            }
            for (int i = 0; i < photos.files().size(); i++) {
                photos.show(photos.files().get(i), photo -> {
                    float[] expected = logits(exact, photo);
                    float[] actual = logits(rounded, photo);
                    errors.add(relativeError(actual, expected));
                    same.add(largest(actual) == largest(expected));
                });
                progress.photo(i + 1, photos.files().size());
            }
        }
        Collections.sort(errors);
        out.printf(
                Locale.ROOT,
                "int8 names the same class as fp32 on %d of %d photos; relative error of the logits: median %.1e, largest %.1e%n",
                Collections.frequency(same, true),
                errors.size(),
                errors.get(errors.size() / 2),
                errors.get(errors.size() - 1));
    }

    private static float[] logits(Network network, RgbImage photo) {
        try (Network.Batch batch = network.newBatch()) {
            batch.add(photo);
            return batch.logits()[0];
        }
    }

    /** ‖a − b‖ / ‖b‖. */
    private static double relativeError(float[] a, float[] b) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < a.length; i++) {
            difference += Math.pow(a[i] - b[i], 2);
            norm += Math.pow(b[i], 2);
        }
        return Math.sqrt(difference / norm);
    }

    private static int largest(float[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }
}
