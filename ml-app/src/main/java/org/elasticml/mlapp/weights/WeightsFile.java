package org.elasticml.mlapp.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a weights file in any of the formats known here, told apart by their first bytes. */
public final class WeightsFile {
    /** What a pickle of protocol 2 or newer begins with. */
    private static final int PICKLE = 0x80;

    private WeightsFile() {}

    /**
     * @param file a torchvision {@code .pth}, a {@code .safetensors} or a TorchScript {@code .pt}; the name says nothing
     * @throws WeightsException naming the file, if it is missing or none of these
     */
    public static StateDict read(Path file) throws WeightsException {
        try {
            return switch (firstByte(file)) {
                case 'P' -> TorchFile.readArchive(file);
                case PICKLE -> TorchFile.readLegacy(file);
                case -1 -> throw new WeightsException("it is empty");
                default -> Safetensors.read(Files.readAllBytes(file));
            };
        } catch (WeightsException e) {
            throw new WeightsException("the weights file " + file + " can't be used: " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new WeightsException("there is no weights file " + file, e);
        } catch (IOException | OutOfMemoryError e) {
            throw new WeightsException("the weights file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static int firstByte(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read();
        }
    }
}
