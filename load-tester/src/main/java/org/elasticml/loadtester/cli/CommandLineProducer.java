package org.elasticml.loadtester.cli;

import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.PrintWriter;
import java.util.function.Supplier;
import org.elasticml.loadtester.measure.Threshold;
import org.elasticml.loadtester.photo.ImageSize;
import picocli.CommandLine;

/** Errors are one line on standard error: no stack trace, and not the whole help after each typing error. */
@ApplicationScoped
class CommandLineProducer {
    private static final int USAGE_WIDTH = 100;

    @Produces
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        return configured(factory.create());
    }

    static CommandLine configured(CommandLine commandLine) {
        return commandLine
                .registerConverter(Threshold.class, text -> converted(() -> Threshold.parse(text)))
                .registerConverter(ImageSize.class, text -> converted(() -> ImageSize.parse(text)))
                .setUsageHelpWidth(USAGE_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(CommandLineProducer::run)
                .setParameterExceptionHandler((e, arguments) -> usageError(e))
                .setExecutionExceptionHandler((e, failed, result) -> error(failed, e));
    }

    private static <T> T converted(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        }
    }

    /** Running out of memory is no {@link Exception}: picocli would let it through, with its stack trace. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            CommandLine commandLine = parsed.commandSpec().commandLine();
            long megabytes = Runtime.getRuntime().maxMemory() >> 20;
            commandLine.getErr().println("this takes more memory than there is, " + megabytes + " MB (java -Xmx)");
            return ExitCode.ERROR;
        }
    }

    private static int usageError(CommandLine.ParameterException e) {
        CommandLine failed = e.getCommandLine();
        PrintWriter err = failed.getErr();
        err.println(e.getMessage());
        err.println("Try '" + failed.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private static int error(CommandLine failed, Exception e) {
        failed.getErr().println(e instanceof CommandException ? e.getMessage() : e.toString());
        return e instanceof CommandException command ? command.exitCode() : ExitCode.ERROR;
    }
}
