package org.elasticml.loadtester.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Errors are one line on standard error: no stack trace, and not the whole help after each typing error. */
public final class OneLineErrors {
    private static final int USAGE_WIDTH = 100;

    private OneLineErrors() {}

    /** Makes it so, and returns it. */
    public static CommandLine of(CommandLine commandLine) {
        return commandLine
                .setUsageHelpWidth(USAGE_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(OneLineErrors::run)
                .setParameterExceptionHandler((e, arguments) -> usageError(e))
                .setExecutionExceptionHandler((e, failed, result) -> error(failed, e));
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
