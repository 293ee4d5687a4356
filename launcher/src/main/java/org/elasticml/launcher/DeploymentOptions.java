package org.elasticml.launcher;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands that start services understand. */
final class DeploymentOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "ml-app replicas, each of one core (${DEFAULT-VALUE})")
    private int replicas = 2;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description = "take the first free ports from here on (otherwise 8001, and 9001 up)")
    private int portBase;

    Ports ports() throws LaunchException {
        if (replicas < 1 || replicas > 64) {
            throw new ParameterException(command.commandLine(), "--replicas is a whole number from 1 to 64");
        }
        if (portBase < 0 || portBase > 65_535) {
            throw new ParameterException(command.commandLine(), "--port-base is a port, from 1 to 65535");
        }
        return portBase == 0 ? Ports.usual(replicas) : Ports.from(portBase, replicas);
    }
}
