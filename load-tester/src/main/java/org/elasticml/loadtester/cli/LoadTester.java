package org.elasticml.loadtester.cli;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;

@TopCommand
@Command(
        name = "load-tester",
        mixinStandardHelpOptions = true,
        version = "load-tester 0.1.0",
        description = "Puts load on the dispatcher, and tells what came of it.",
        subcommands = {
            ReplayCommand.class,
            ShapeCommand.class,
            BenchCommand.class,
            SearchCommand.class,
            CompareCommand.class,
            AgentCommand.class,
            ReportCommand.class,
            CompletionCommand.class
        })
final class LoadTester {}
