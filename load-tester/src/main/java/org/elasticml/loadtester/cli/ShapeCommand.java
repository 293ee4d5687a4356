package org.elasticml.loadtester.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.elasticml.core.workload.Shape;
import org.elasticml.core.workload.ShapeParameter;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.report.Extent;
import org.elasticml.loadtester.send.ClosedLoop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "shape",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Plays a load of a known shape, or writes it into a file: as requests a second, open loop, or as users,"
                    + " closed loop, each of whom sends the next request when the last is answered.",
            ""
        },
        exitCodeListHeading = "%nExit codes (the first of 3, 1, 4, 99 that applies):%n",
        exitCodeList = {
            "0:all is well",
            "1:could not start, or a count was wrong",
            "2:wrong usage, or no usable image",
            "3:the target or an agent is unreachable, or nothing was answered",
            "4:requests left too late for the figures to be believed",
            "99:a threshold or, of rates, the SLO was missed, all requests failed, or an agent died"
        })
final class ShapeCommand implements Callable<Integer> {
    private static final int MAX_USERS = 10_000;
    private static final Path STANDARD_OUTPUT = Path.of("-");

    /** What the numbers of a shape count. */
    enum Unit {
        RATES,
        USERS
    }

    @Parameters(index = "0", paramLabel = "SHAPE", description = "One of those below.")
    String name;

    @Parameters(index = "1..*", paramLabel = "NAME=VALUE", description = "Its parameters, of those below.")
    List<String> arguments = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "600",
            description = "How long it lasts (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(
            names = "--as",
            paramLabel = "rates|users",
            defaultValue = "rates",
            description = "What its numbers count (default: ${DEFAULT-VALUE}).")
    Unit unit;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Writes it into this file, or with - to the standard output, and sends nothing.")
    Optional<Path> file;

    @Mixin
    ArrivalOptions arrivals;

    @Mixin
    AgentOptions agents;

    @Mixin
    SessionOptions options;

    private CommandSpec spec;

    @Spec
    void spec(CommandSpec command) {
        spec = command;
        spec.usageMessage().footer(help());
    }

    private static String[] help() {
        List<String> lines = new ArrayList<>(List.of("", "Shapes and their parameters:"));
        for (Shape shape : Shape.values()) {
            lines.add(String.format(Locale.ROOT, "  %-12s  %s", shape.id(), shape.description()));
            for (ShapeParameter parameter : shape.parameters()) {
                String form = parameter.name() + "=" + number(parameter.preset());
                lines.add(String.format(Locale.ROOT, "    %-18s%s", form, parameter.description()));
            }
        }
        lines.addAll(List.of(
                "",
                "Examples:",
                "  load-tester shape spike base=5 peak=60 --seconds 120",
                "  load-tester shape double-wave min=2 p1=12 p2=8 --as users",
                "  load-tester shape mmpp low=5 high=40 --seconds 3600 --write bursts.txt"));
        return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    @Override
    public Integer call() throws Exception {
        Workload workload;
        String title;
        try {
            Shape shape = Shape.named(name);
            workload = shape.workload(seconds, arguments);
            title = shape.title(seconds, arguments);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        }
        if (file.isPresent()) {
            return write(title, workload, file.get());
        }
        Usage.require(workload.requests() > 0, "nothing is asked for in any second");
        return unit == Unit.RATES
                ? new Rates(spec, options, arrivals, agents).play(title, workload, Map.of("shape", title))
                : playUsers(title, workload);
    }

    private int write(String title, Workload workload, Path to) throws CommandException {
        String text = workload.text(title + (unit == Unit.USERS ? " (users)" : " (requests per second)"));
        if (to.equals(STANDARD_OUTPUT)) {
            spec.commandLine().getOut().print(text);
            return ExitCode.FINE;
        }
        try {
            Files.writeString(to, text);
        } catch (IOException e) {
            throw new CommandException(ExitCode.ERROR, "--write: cannot write " + Usage.reason(e));
        }
        spec.commandLine().getOut().println(title + " is in " + to);
        return ExitCode.FINE;
    }

    private int playUsers(String title, Workload users)
            throws CommandException, InterruptedException, ExecutionException {
        Usage.require(users.peakPerSecond() <= MAX_USERS, "there can be at most " + MAX_USERS + " users");
        Usage.require(agents.agents.isEmpty(), "--agents send rates, not users");
        Usage.require(arrivals.repeat == 1, "--repeat is for rates: users have no arrivals to draw anew");
        options.judge.judgesSlo = false;
        try (Session session = Session.open(spec, options)) {
            Path out = OutFolder.of(options.output.out, Instant.now());
            Played played = session.play(plan(title, users));
            Publisher publisher = new Publisher(spec, options);
            publisher.publish(played.report(), out);
            return publisher.judge(List.of(played));
        }
    }

    private Plan plan(String title, Workload users) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("shape", title);
        settings.put("as", "users");
        settings.put("seed", String.valueOf(options.target.seed));
        return new Plan(
                title + " of users, at most " + Math.round(users.peakPerSecond()),
                settings,
                Optional.empty(),
                Optional.empty(),
                Extent.ofSeconds(users.seconds()),
                new ClosedLoop(
                        second -> (int) Math.round(users.ratePerSecond(Math.min(second, users.seconds() - 1))),
                        OptionalInt.empty(),
                        Optional.of(Duration.ofSeconds(users.seconds()))),
                options.target.seed);
    }
}
