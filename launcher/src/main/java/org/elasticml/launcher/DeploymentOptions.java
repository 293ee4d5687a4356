package org.elasticml.launcher;

import java.util.Optional;
import org.elasticml.core.scale.Policies;
import org.elasticml.core.scale.ReplicaLimits;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands that start services understand. */
final class DeploymentOptions {
    private static final int MOST_REPLICAS = 64;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "always so many ml-app replicas, each of one core (otherwise the autoscaler decides)")
    private Optional<Integer> replicas = Optional.empty();

    @Option(
            names = "--max-replicas",
            paramLabel = "N",
            description = "how many the autoscaler may run, from one up (as many as this machine has cores)")
    private Optional<Integer> maxReplicas = Optional.empty();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "how it decides: slo, hpa-N, kpa-N, queue or fixed-N (SCALING_POLICY, else slo)")
    private Optional<String> policy = Optional.empty();

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description = "take the first free ports from here on (otherwise 8001, 8002, and 9001 up)")
    private int portBase;

    /** Finds fault with the options, as usage. */
    void check() {
        require(isCount(replicas), "--replicas is a whole number from 1 to " + MOST_REPLICAS);
        require(isCount(maxReplicas), "--max-replicas is a whole number from 1 to " + MOST_REPLICAS);
        require(
                replicas.isEmpty() || maxReplicas.isEmpty() && policy.isEmpty(),
                "--replicas fixes the number, so --max-replicas and --policy mean nothing");
        require(portBase >= 0 && portBase <= 65_535, "--port-base is a port, from 1 to 65535");
        try {
            policy.ifPresent(name -> Policies.named(name, new ReplicaLimits(1, mostReplicas())));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--policy: " + e.getMessage());
        }
    }

    private static boolean isCount(Optional<Integer> given) {
        return given.orElse(1) >= 1 && given.orElse(1) <= MOST_REPLICAS;
    }

    private void require(boolean met, String message) {
        if (!met) {
            throw new ParameterException(command.commandLine(), message);
        }
    }

    /** Whether there is no autoscaler. */
    boolean isFixed() {
        return replicas.isPresent();
    }

    /** How many replicas there are, or may be. */
    int mostReplicas() {
        return replicas.or(() -> maxReplicas)
                .orElseGet(() -> Math.min(MOST_REPLICAS, Runtime.getRuntime().availableProcessors()));
    }

    /** The policy that was asked for. */
    Optional<String> policy() {
        return policy;
    }

    /** Free ones; they are to be asked for while no other launcher does. */
    Ports ports() throws LaunchException {
        if (isFixed()) {
            return portBase == 0 ? Ports.usual(mostReplicas()) : Ports.from(portBase, mostReplicas());
        }
        return portBase == 0 ? Ports.usualScaled() : Ports.scaledFrom(portBase);
    }
}
