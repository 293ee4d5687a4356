package org.elasticml.cluster.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.elasticml.loadtester.cli.ExitCode;
import org.elasticml.loadtester.cli.OneLineErrors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is wrong with a command is said in one line, before anything is built. */
class ImagesCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "push --registry=|where to? IMAGE_REGISTRY",
                "push --registry=https://registry.example|is not host[:port][/path]",
                "push --registry=registry.example --platform linux/arm|is neither linux/amd64 nor linux/arm64",
                "push --registry=registry.example --platform ,|--platform names none: linux/amd64 or linux/arm64",
                "push --registry=registry.example mlapp|'mlapp' is none of ml-app, dispatcher, autoscaler, load-tester",
                "build --platform linux/amd64,linux/arm64|an engine holds an image for one platform",
                "build --weights torchvision|expected one of",
                "load k3s|expected one of"
            })
    void usageErrors(String command, String said) {
        StringWriter err = new StringWriter();
        CommandLine images = OneLineErrors.of(new CommandLine(new ImagesCommand()));
        images.setErr(new PrintWriter(err));
        int exitCode = images.execute(command.split(" "));
        assertEquals(ExitCode.USAGE, exitCode, err.toString());
        assertTrue(err.toString().lines().findFirst().orElse("").contains(said), err.toString());
    }
}
