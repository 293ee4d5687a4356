package org.elasticml.loadtester.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.elasticml.loadtester.agent.AgentAddress;
import org.elasticml.loadtester.agent.AgentException;
import org.elasticml.loadtester.agent.AgentTarget;
import org.elasticml.loadtester.agent.AgentToken;
import org.elasticml.loadtester.agent.Agents;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.Protocol;
import picocli.CommandLine.Option;

/** Who else sends the load. */
final class AgentOptions {
    /** More than a load test has machines. */
    private static final int MAX_AGENTS = 100;

    @Option(
            names = "--agents",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "Agents that send the load in place of this process, request by request in turn, as in"
                    + " 10.0.0.5:8010,10.0.0.6:8010; see load-tester agent. They get the photos, the headers and, from"
                    + " the variable AGENT_TOKEN, the token.")
    List<AgentAddress> agents = List.of();

    /**
     * @throws CommandException naming what is wrong
     */
    void check() throws CommandException {
        Usage.require(agents.size() <= MAX_AGENTS, "--agents: at most " + MAX_AGENTS);
        Usage.require(new HashSet<>(agents).size() == agents.size(), "--agents holds an agent twice");
        if (!agents.isEmpty()) {
            token();
        }
    }

    static Optional<AgentToken> token() throws CommandException {
        try {
            return AgentToken.parse(System.getenv(AgentToken.VARIABLE));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        }
    }

    /**
     * @throws CommandException if one can't be had, or can't reach the target
     */
    LoadSource open(Protocol.Door door, TargetOptions target, Photos photos, PrintWriter err)
            throws CommandException, InterruptedException {
        long bytes = photos.photos().stream()
                .mapToLong(photo -> photo.body().length())
                .sum();
        Usage.require(
                bytes <= Agents.MAX_PHOTO_BYTES,
                "--agents take at most " + (Agents.MAX_PHOTO_BYTES >> 20) + " MiB of photos; these have "
                        + ((bytes >> 20) + 1));
        try {
            return new LoadSource.OfAgents(Agents.open(
                    agents,
                    token(),
                    photos,
                    new AgentTarget(target.protocol, door.url(), target.timeout(), target.headers),
                    line -> {
                        err.println(line);
                        err.flush();
                    }));
        } catch (AgentException e) {
            throw new CommandException(ExitCode.UNREACHABLE, e.getMessage());
        }
    }
}
