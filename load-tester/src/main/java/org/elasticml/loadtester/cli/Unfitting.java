package org.elasticml.loadtester.cli;

import picocli.CommandLine.Model.CommandSpec;

/** Options of a mixin that make no sense for one of the commands that have it. */
final class Unfitting {
    private Unfitting() {}

    /** The command without them: not in its help, and an unknown option for who gives it all the same. */
    static CommandSpec removed(CommandSpec command, String... names) {
        for (String name : names) {
            command.remove(command.findOption(name));
        }
        return command;
    }
}
