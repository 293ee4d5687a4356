package org.elasticml.mlapp.weights;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the weights come from, by the setting {@code MODEL_WEIGHTS}: {@code imagenet}, {@code builtin},
 * {@code seeded:N}, a path or a URL. Unset, it is {@code imagenet}, and {@code builtin} where that can't be had.
 */
public final class WeightsSource {
    /** torchvision's, as its own table of models names it; the digits in the name begin the file's SHA-256. */
    static final URI IMAGENET = URI.create("https://download.pytorch.org/models/resnet18-f37072fd.pth");

    private static final String IMAGENET_SHA256 = "f37072fd";
    /** The resource with the built-in weights. */
    public static final String BUILTIN = "/weights/resnet18-imagenette.safetensors";

    private static final Duration NO_NETWORK_IS_REMEMBERED = Duration.ofHours(1);

    private final Path cache;
    private final URI imagenet;
    private final Consumer<String> say;
    private final Progress progress;

    /**
     * @param cache the folder in which downloads are kept
     * @param say hears, a line each, what a user should know
     */
    public WeightsSource(Path cache, Consumer<String> say) {
        this(cache, say, IMAGENET);
    }

    WeightsSource(Path cache, Consumer<String> say, URI imagenet) {
        this.cache = cache;
        this.say = say;
        this.imagenet = imagenet;
        this.progress = new Progress("fetching the weights", System.err, System.console() != null);
    }

    /** The user's cache folder: {@code $XDG_CACHE_HOME}, else {@code ~/.cache}, and in it this project's. */
    public static Path defaultCache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path user = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return user.resolve("elastic-ml-inference");
    }

    /**
     * Weights that are at hand.
     *
     * @param name what to call them wherever they are shown: {@code imagenet}, {@code builtin}, {@code seeded:N
     *     (untrained)} or the file's name
     * @param labels which names the classes have, if that is known
     */
    public record Found(String name, StateDict state, Labels.Known labels) {}

    /**
     * Finds and reads the weights.
     *
     * @param setting {@code MODEL_WEIGHTS}
     * @throws WeightsException if they are not to be had exactly as set
     */
    public Found find(Optional<String> setting) throws WeightsException {
        String wanted = resolve(setting);
        if (wanted.equals("builtin")) {
            return new Found(wanted, builtin(WeightsSource.class.getResourceAsStream(BUILTIN)), Labels.Known.BUILTIN);
        }
        if (wanted.equals("imagenet")) {
            return new Found(wanted, WeightsFile.read(imagenetFile()), Labels.Known.IMAGENET);
        }
        if (wanted.startsWith("seeded:")) {
            return new Found(wanted + " (untrained)", SeededWeights.draw(seed(wanted)), Labels.Known.NONE);
        }
        Path file = path(wanted);
        return new Found(String.valueOf(file.getFileName()), WeightsFile.read(file), Labels.Known.NONE);
    }

    /**
     * Settles what {@code MODEL_WEIGHTS} means, and fetches what is to be fetched: what comes back, given to several
     * replicas, makes them all serve the same without another request.
     */
    public String resolve(Optional<String> setting) throws WeightsException {
        String wanted =
                setting.map(String::strip).filter(text -> !text.isEmpty()).orElse("");
        if (wanted.equals("imagenet") && !isCached()) {
            try {
                downloadImagenet();
            } catch (IOException e) {
                throw new WeightsException("ImageNet's weights can't be had: " + e.getMessage(), e);
            }
        }
        if (isUrl(wanted)) {
            return fetched(wanted).toString();
        }
        return wanted.isEmpty() ? imagenetOrBuiltin() : wanted;
    }

    private static Path path(String wanted) throws WeightsException {
        try {
            return Path.of(wanted);
        } catch (InvalidPathException e) {
            throw new WeightsException("MODEL_WEIGHTS '" + wanted + "' is not a path", e);
        }
    }

    private String imagenetOrBuiltin() {
        Path noNetwork = cache.resolve("no-network");
        if (isCached()) {
            return "imagenet";
        }
        if (isYoung(noNetwork)) {
            say.accept(
                    "ImageNet's weights could not be fetched within the last hour: serving the built-in ten classes");
            return "builtin";
        }
        try {
            downloadImagenet();
            return "imagenet";
        } catch (IOException e) {
            say.accept("ImageNet's weights can't be had (" + e.getMessage() + "): serving the built-in ten classes");
            if (e instanceof Download.Unreachable) {
                remember(noNetwork);
            }
            return "builtin";
        }
    }

    private static boolean isYoung(Path mark) {
        try {
            return Files.getLastModifiedTime(mark)
                    .toInstant()
                    .isAfter(Instant.now().minus(NO_NETWORK_IS_REMEMBERED));
        } catch (IOException e) {
            return false;
        }
    }

    private void remember(Path mark) {
        try {
            Files.createDirectories(cache);
            Files.deleteIfExists(mark);
            Files.createFile(mark);
        } catch (IOException e) {
            say.accept("the cache folder " + cache + " can't be written: " + e.getMessage());
        }
    }

    /** The cached file with ImageNet's weights: there once {@code imagenet} is resolved. */
    public Path imagenetFile() {
        return cache.resolve("resnet18-f37072fd.pth");
    }

    /** Whether the cached file is there, whole and right. */
    private boolean isCached() {
        try {
            return Files.exists(imagenetFile())
                    && Download.sha256(imagenetFile()).startsWith(IMAGENET_SHA256);
        } catch (IOException e) {
            return false;
        }
    }

    private void downloadImagenet() throws IOException {
        Download.fetch(imagenet, imagenetFile(), IMAGENET_SHA256, progress);
    }

    private static boolean isUrl(String wanted) {
        return wanted.startsWith("http://") || wanted.startsWith("https://");
    }

    /** A URL's file, fetched once; {@code #sha256=…} at its end is checked each time. What can't be read is not kept. */
    private Path fetched(String wanted) throws WeightsException {
        try {
            URI url = new URI(wanted);
            String fragment = Optional.ofNullable(url.getFragment()).orElse("");
            String sha256 = fragment.startsWith("sha256=") ? fragment.substring(7) : "";
            String path = String.valueOf(url.getPath());
            String name = path.substring(path.lastIndexOf('/') + 1);
            Path file = cache.resolve(HexFormat.of().toHexDigits(wanted.hashCode()))
                    .resolve(name.isEmpty() ? "weights" : name);
            if (!Files.exists(file) || !Download.sha256(file).startsWith(sha256)) {
                Download.fetch(url, file, sha256, progress);
                try {
                    WeightsFile.read(file);
                } catch (WeightsException e) {
                    Files.delete(file);
                    throw new WeightsException("what " + wanted + " gives is no weights file: " + e.getMessage(), e);
                }
            }
            return file;
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            throw new WeightsException("the weights can't be fetched: " + e.getMessage(), e);
        }
    }

    /**
     * The built-in weights.
     *
     * @param packed from this jar; null in a container image, which has them in the cache instead, if it was made for
     *     them
     */
    StateDict builtin(InputStream packed) throws WeightsException {
        Path placed = cache.resolve(BUILTIN.substring(BUILTIN.lastIndexOf('/') + 1));
        try (InputStream in = packed == null ? Files.newInputStream(placed) : packed) {
            return Safetensors.read(in.readAllBytes());
        } catch (NoSuchFileException e) {
            throw new WeightsException("the built-in weights are not in this image, which was made with others", e);
        } catch (IOException e) {
            throw new WeightsException("the built-in weights can't be read", e);
        }
    }

    private static long seed(String wanted) throws WeightsException {
        try {
            return Long.parseLong(wanted.substring("seeded:".length()));
        } catch (NumberFormatException e) {
            throw new WeightsException("MODEL_WEIGHTS '" + wanted + "': a seed is a whole number, as in seeded:1", e);
        }
    }
}
