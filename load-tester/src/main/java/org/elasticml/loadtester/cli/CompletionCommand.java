package org.elasticml.loadtester.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Prints a script that completes commands and options in bash and zsh.", ""},
        footerHeading = "%nExample:%n",
        footer = {"  alias elastic-load='./elastic load'", "  source <(./elastic load completion --name elastic-load)"})
final class CompletionCommand implements Callable<Integer> {
    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "load-tester",
            description = "What it is typed as: a program on the path, or an alias (default: ${DEFAULT-VALUE}).")
    String name;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws CommandException {
        Usage.require(name.matches("[A-Za-z][A-Za-z0-9_-]{0,63}"), "--name is of letters, digits, _ and -");
        spec.commandLine().getOut().print(AutoComplete.bash(name, spec.root().commandLine()));
        return ExitCode.FINE;
    }
}
