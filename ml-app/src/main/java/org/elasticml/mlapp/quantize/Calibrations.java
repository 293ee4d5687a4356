package org.elasticml.mlapp.quantize;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.elasticml.mlapp.image.ImageDecoder;
import org.elasticml.mlapp.model.Calibration;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.WeightsException;

/** The calibrations at hand: small files beside the cached weights, named by the weights' hash, and the built-in one. */
public final class Calibrations {
    private static final String BUILTIN = "/weights/resnet18-imagenette.int8.json";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private final Path cache;
    private final Consumer<String> say;

    /**
     * @param cache the folder of the cached weights
     * @param say hears, a line each, what a user should know
     */
    public Calibrations(Path cache, Consumer<String> say) {
        this.cache = cache;
        this.say = say;
    }

    /**
     * The calibration of these weights: with a folder set, from its photos, made now unless it was made before; else
     * whichever is at hand.
     *
     * @param folder {@code MODEL_CALIBRATION}
     * @throws WeightsException if there is none, or it can't be made
     */
    public Calibration of(FoldedResNet18 weights, Optional<Path> folder) throws WeightsException {
        String hash = weights.sha256();
        Optional<Calibration> kept = read(file(hash)).or(Calibrations::builtin);
        Optional<Calibration> known = kept.filter(calibration -> fits(calibration, weights, hash));
        if (folder.isEmpty()) {
            return known.orElseThrow(
                    () -> new WeightsException("int8 needs a calibration of these weights, and there is"
                            + " none: './elastic quantize --images DIR' makes one from photos like those to be served, or set"
                            + " MODEL_CALIBRATION=DIR"));
        }
        PhotoFolder photos = new PhotoFolder(folder.get(), ImageDecoder.fastest(cache.resolve("native")));
        if (known.isPresent() && known.get().source().equals(photos.name())) {
            return known.get();
        }
        say.accept("calibrating int8 with photos of " + photos.name());
        Calibration made = photos.calibrate(weights, (done, all) -> {});
        try {
            keep(made);
        } catch (WeightsException e) { // a container's file system may be read-only
            say.accept(e.getMessage());
        }
        return made;
    }

    private static boolean fits(Calibration calibration, FoldedResNet18 weights, String hash) {
        return calibration.weights().equals(hash)
                && calibration.limits().size() == weights.weights().size() - 1;
    }

    /** Keeps it for every later start. */
    Path keep(Calibration calibration) throws WeightsException {
        Path file = file(calibration.weights());
        try {
            Files.createDirectories(cache);
            Path whole = Files.createTempFile(cache, "int8", ".part"); // two replicas may calibrate at once
            Files.write(whole, JSON.writeValueAsBytes(calibration));
            whole.toFile().setReadable(true, false); // a temporary file is its owner's alone; another user may serve
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            throw new WeightsException("the calibration can't be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    private Path file(String hash) {
        return cache.resolve("int8-" + hash.substring(0, 16) + ".json");
    }

    private Optional<Calibration> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(JSON.readValue(in, Calibration.class));
        } catch (IOException e) {
            say.accept("the calibration " + file + " is damaged and not used");
            return Optional.empty();
        }
    }

    private static Optional<Calibration> builtin() {
        try (InputStream in = Calibrations.class.getResourceAsStream(BUILTIN)) {
            return Optional.of(JSON.readValue(in, Calibration.class));
        } catch (IOException e) {
            throw new IllegalStateException(BUILTIN + " is part of this jar", e);
        }
    }
}
