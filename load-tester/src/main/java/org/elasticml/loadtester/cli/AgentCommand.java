package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.elasticml.loadtester.agent.AgentAddress;
import org.elasticml.loadtester.agent.AgentServer;
import org.elasticml.loadtester.agent.AgentToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Sends load for a load tester elsewhere, which names this one in --agents. Takes one at a time, and stays"
                    + " until Ctrl-C.",
            "",
            "On another address than this machine's own, the environment variable AGENT_TOKEN must hold 16 or more"
                    + " letters, digits and signs, which whoever gives orders has to show; what is sent can be read on"
                    + " the way.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  load-tester agent",
            "  load-tester agent --listen 127.0.0.1:8011",
            "  AGENT_TOKEN=$(cat token) load-tester agent --listen 0.0.0.0:8010"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"1:can't listen there", "2:wrong usage, or no token where one is needed", "130:Ctrl-C"})
final class AgentCommand implements Callable<Integer> {
    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:" + AgentAddress.DEFAULT_PORT,
            description = "Where to wait for orders (default: ${DEFAULT-VALUE}).")
    AgentAddress listen;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws CommandException, InterruptedException {
        Optional<AgentToken> token = AgentOptions.token();
        AgentAddress address = address(token.isPresent());
        CountDownLatch told = new CountDownLatch(1);
        EarlyEnd end = new EarlyEnd(told::countDown);
        try (AgentServer agent = AgentServer.listen(address, token, this::say)) {
            say("agent listens on " + new AgentAddress(listen.host(), agent.port())
                    + (token.isPresent() ? ", asks for " + AgentToken.VARIABLE : "") + "; Ctrl-C ends it");
            told.await();
            return ExitCode.FINE;
        } catch (IOException e) {
            throw new CommandException(ExitCode.ERROR, "--listen " + listen + ": " + e.getMessage());
        } finally {
            end.reported();
        }
    }

    private AgentAddress address(boolean hasToken) throws CommandException {
        try {
            return listen.toListen(hasToken);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--listen: " + e.getMessage());
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
