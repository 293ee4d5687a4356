package org.elasticml.cluster.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.elasticml.loadtester.cli.CommandException;

/**
 * What the services' images stand on, as files: a Java runtime, and the same with more layers. Made reproducibly: the
 * same base and files give the same bytes.
 *
 * @param reference the Java runtime, as a registry names it, or {@code tar://FILE}
 * @param insecure whether registries may do without a certificate that is trusted, or without any
 * @param cache the folder for layers that were fetched or made before
 */
record BaseImages(String reference, boolean insecure, Path cache) {
    /**
     * The Java runtime for a platform.
     *
     * @param to the file to write
     * @throws CommandException if it is not to be had for that platform
     */
    ImageTar runtime(Platform platform, Path to) throws CommandException {
        ImageTar tar = write(platform, List.of(), Map.of(), to);
        if (!tar.architecture().equals(platform.architecture())) {
            throw notThere(platform, "it is for linux/" + tar.architecture());
        }
        return tar;
    }

    /**
     * The Java runtime with layers on top.
     *
     * @param environment variables of every container
     * @param to the file to write
     */
    ImageTar with(List<FileEntriesLayer> layers, Map<String, String> environment, Path to) throws CommandException {
        return write(Platform.AMD64, layers, environment, to);
    }

    private ImageTar write(Platform platform, List<FileEntriesLayer> layers, Map<String, String> environment, Path to)
            throws CommandException {
        try {
            Files.createDirectories(to.getParent());
            Containerizer file = Containerizer.to(TarImage.at(to).named("elastic-ml/base"))
                    .setAllowInsecureRegistries(insecure)
                    .setBaseImageLayersCache(cache.resolve("base"))
                    .setApplicationLayersCache(cache.resolve("application"));
            base().setPlatforms(Set.of(platform.jib()))
                    .setFileEntriesLayers(layers)
                    .setEnvironment(environment)
                    .setFormat(ImageFormat.Docker)
                    .setCreationTime(Instant.EPOCH)
                    .containerize(file);
            return ImageTar.read(to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Program.error("interrupted");
        } catch (IOException
                | RegistryException
                | CacheDirectoryCreationException
                | ExecutionException
                | InvalidImageReferenceException e) {
            throw notThere(platform, Causes.last(e));
        }
    }

    private CommandException notThere(Platform platform, String why) {
        return Program.error("the base image " + reference + " can't be had for " + platform + ": " + why
                + " (--platform says what for, IMAGE_BASE which to take)");
    }

    private JibContainerBuilder base() throws InvalidImageReferenceException, FileNotFoundException {
        if (reference.startsWith(Jib.TAR_IMAGE_PREFIX)) {
            return Jib.from(reference);
        }
        ImageReference parsed = ImageReference.parse(reference);
        RegistryImage image = RegistryImage.named(parsed);
        Credentials.of(parsed, System.getenv(), Path.of(System.getProperty("user.home")))
                .forEach(image::addCredentialRetriever);
        return Jib.from(image);
    }
}
