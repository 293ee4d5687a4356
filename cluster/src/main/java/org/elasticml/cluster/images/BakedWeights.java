package org.elasticml.cluster.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.mlapp.weights.WeightsException;
import org.elasticml.mlapp.weights.WeightsSource;

/** Which weights an image has, as one layer of ml-app's base: a replica fetches none. */
public enum BakedWeights {
    IMAGENET,
    BUILTIN;

    /** The built-in ones' name in ml-app's jar, which an image leaves out. */
    static final String BUILTIN_RESOURCE = WeightsSource.BUILTIN.substring(1);

    /** {@code MODEL_WEIGHTS} in the image. */
    String setting() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The layer.
     *
     * @param folder where the built-in ones are unpacked
     * @throws CommandException if they are not to be had
     */
    FileEntriesLayer layer(ClassLoader libraries, Path folder) throws IOException, CommandException {
        Path file = this == IMAGENET ? imagenet() : builtin(libraries, folder);
        return FileEntriesLayer.builder()
                .setName("weights")
                .addEntry(file, AbsoluteUnixPath.get(NativeLibraries.APP_CACHE).resolve(file.getFileName()))
                .build();
    }

    private static Path imagenet() throws CommandException {
        try {
            WeightsSource source = new WeightsSource(WeightsSource.defaultCache(), System.err::println);
            source.resolve(Optional.of("imagenet"));
            return source.imagenetFile();
        } catch (WeightsException e) {
            throw Program.error(
                    e.getMessage() + "; to bake in this project's own ten classes instead: --weights builtin");
        }
    }

    private static Path builtin(ClassLoader libraries, Path folder) throws IOException {
        String name = BUILTIN_RESOURCE.substring(BUILTIN_RESOURCE.lastIndexOf('/') + 1);
        return new PackedFile(BUILTIN_RESOURCE, name).unpackTo(folder, libraries);
    }
}
