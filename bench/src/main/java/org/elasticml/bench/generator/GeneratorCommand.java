package org.elasticml.bench.generator;

import static org.elasticml.bench.UsageException.require;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.elasticml.bench.UsageException;
import org.elasticml.launcher.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench generator}. */
@Command(
        name = "generator",
        mixinStandardHelpOptions = true,
        description = {
            "The load tester itself, against a stub that answers at once, bodies of 100 KB: how late its open loop sends,"
                    + " and how many requests its closed loop makes beside wrk's (one thread, as many connections), in"
                    + " turn, round by round. Without wrk it says so and leaves the comparison out."
        },
        footer = {"", "Exit codes: 0 fine, 1 could not start or a count was wrong, 2 usage, 99 a threshold was missed."
        })
public final class GeneratorCommand implements Callable<Integer> {
    @Option(names = "--rate", paramLabel = "N", description = "open loop: requests a second (${DEFAULT-VALUE})")
    private int rate = 1000;

    @Option(names = "--open-seconds", paramLabel = "N", description = "open loop: how long (${DEFAULT-VALUE})")
    private int openSeconds = 30;

    @Option(
            names = "--connections",
            paramLabel = "N",
            split = ",",
            description = "closed loop: requests at a time (16,50)")
    private List<Integer> connections = List.of(16, 50);

    @Option(names = "--seconds", paramLabel = "N", description = "closed loop: a turn's length (${DEFAULT-VALUE})")
    private int seconds = 5;

    @Option(names = "--rounds", paramLabel = "N", description = "closed loop: turns of each (${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--port-base", paramLabel = "PORT", description = "take free ports from here on (${DEFAULT-VALUE})")
    private int portBase = 9501;

    @Option(names = "--json", paramLabel = "FILE", description = "also write all figures here")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws Exception {
        check();
        GeneratorResult result = new GeneratorResult();
        try (GeneratorRun run = new GeneratorRun(Project.current(), portBase)) {
            run.openLoop(rate, openSeconds, result);
            run.closedLoops(connections, rounds, seconds, result);
        }
        System.out.println();
        System.out.print(result.text());
        System.out.flush();
        if (json.isPresent()) {
            result.writeJson(json.get());
        }
        return result.exitCode();
    }

    private void check() throws UsageException {
        require(rate >= 1 && rate <= 100_000, "--rate is a whole number from 1 to 100000");
        require(openSeconds >= 1 && openSeconds <= 600, "--open-seconds is a whole number from 1 to 600");
        require(
                !connections.isEmpty() && connections.stream().allMatch(count -> count >= 1 && count <= 1000),
                "--connections are whole numbers from 1 to 1000");
        require(seconds >= 1 && seconds <= 600, "--seconds is a whole number from 1 to 600");
        require(rounds >= 1 && rounds <= 100, "--rounds is a whole number from 1 to 100");
        require(portBase >= 1 && portBase <= 65_535, "--port-base is a port, from 1 to 65535");
        Path parent = json.map(file -> file.toAbsolutePath().getParent()).orElse(Path.of(""));
        require(json.isEmpty() || Files.isWritable(parent), "--json: " + parent + " can't be written");
    }
}
