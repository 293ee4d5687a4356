package org.elasticml.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./elastic quantize}: what int8 needs to know of the weights that {@code MODEL_WEIGHTS} names. */
@Command(
        name = "quantize",
        mixinStandardHelpOptions = true,
        description = {
            "Prepares MODEL_PRECISION=int8 for the weights of MODEL_WEIGHTS, by photos like those to be served:"
                    + " a hundred are plenty, at most 256 are looked at. Keeps the result beside the cached weights."
        })
final class QuantizeCommand implements Callable<Integer> {
    @Option(
            names = "--images",
            required = true,
            paramLabel = "DIR",
            description = "folder of JPEG and PNG photos, its sub-folders included")
    private Path images;

    @Override
    public Integer call() throws LaunchException {
        if (!Files.isDirectory(images)) {
            throw new LaunchException("the folder " + images + " is not there");
        }
        return Foreground.run("quantising", Project.current().quantize(images), Map.of(), process -> {});
    }
}
