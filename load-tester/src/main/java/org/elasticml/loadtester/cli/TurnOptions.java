package org.elasticml.loadtester.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.report.Figures;
import picocli.CommandLine.Option;

/** What every deployment does in a turn: one of users, a rate, and a workload. */
final class TurnOptions {
    private static final int DEFAULT_USERS = 4;
    private static final int DEFAULT_SECONDS = 5;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description =
                    "Closed loop with so many users (default: " + DEFAULT_USERS + ", without --rate and --workload).")
    Optional<Integer> concurrency;

    @Option(names = "--rate", paramLabel = "R", description = "Open loop with so many requests a second.")
    Optional<Double> rate;

    @Option(
            names = "--workload",
            paramLabel = "FILE",
            description =
                    "Open loop with the rates of a file, or of the part that --from, --seconds, --speed and --scale"
                            + " name, as in replay.")
    Optional<Path> workload;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "How long a turn is (default: " + DEFAULT_SECONDS + "; of a workload, all of it).")
    Optional<Integer> seconds;

    @Option(names = "--from", paramLabel = "S", description = "The first second of the workload (default: 0).")
    Optional<Integer> from;

    @Option(names = "--speed", paramLabel = "X", description = "Plays the workload so many times as fast (default: 1).")
    Optional<Double> speed;

    @Option(names = "--scale", paramLabel = "X", description = "Multiplies every rate of the workload (default: 1).")
    Optional<Double> scale;

    @Option(
            names = "--arrivals",
            paramLabel = "poisson|uniform|burst|barazmoon",
            description = "How requests of rates are spread over time (default: poisson).")
    Optional<Arrivals> arrivals;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How many turns each has (default: " + DEFAULT_ROUNDS + ").")
    Optional<Integer> rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description = "Seconds of the same for each before the first round, which count for nothing (default: "
                    + DEFAULT_WARM_UP + ").")
    Optional<Integer> warmUp;

    private static final int DEFAULT_ROUNDS = 10;
    private static final int MAX_ROUNDS = 1000;
    private static final int DEFAULT_WARM_UP = 3;
    private static final int MAX_WARM_UP = 3600;

    int rounds() {
        return rounds.orElse(DEFAULT_ROUNDS);
    }

    int warmUp() {
        return warmUp.orElse(DEFAULT_WARM_UP);
    }

    private boolean isWindowGiven() {
        return from.isPresent() || speed.isPresent() || scale.isPresent();
    }

    /**
     * @throws CommandException naming what is wrong
     */
    TurnWork work() throws CommandException {
        int kinds = (concurrency.isPresent() ? 1 : 0) + (rate.isPresent() ? 1 : 0) + (workload.isPresent() ? 1 : 0);
        Usage.require(kinds <= 1, "only one of --concurrency, --rate and --workload can be given");
        Usage.require(rounds() >= 1 && rounds() <= MAX_ROUNDS, "--rounds is from 1 to " + MAX_ROUNDS);
        Usage.require(warmUp() >= 0 && warmUp() <= MAX_WARM_UP, "--warm-up is from 0 to " + MAX_WARM_UP + " seconds");
        Usage.require(workload.isPresent() || !isWindowGiven(), "--from, --speed and --scale are for a --workload");
        if (workload.isPresent()) {
            return workload();
        }
        int length = seconds.orElse(DEFAULT_SECONDS);
        Usage.require(
                length >= 1 && length <= Workload.MAX_SECONDS,
                "--seconds is from 1 to " + Workload.MAX_SECONDS + ", a whole number");
        if (rate.isPresent()) {
            return rate(length);
        }
        int users = concurrency.orElse(DEFAULT_USERS);
        Usage.require(
                users >= 1 && users <= BenchCommand.MAX_CONCURRENCY,
                "--concurrency is from 1 to " + BenchCommand.MAX_CONCURRENCY);
        Usage.require(arrivals.isEmpty(), "--arrivals is for rates: users send when they have an answer");
        return TurnWork.ofUsers(users, length);
    }

    private TurnWork rate(int length) throws CommandException {
        double perSecond = rate.orElseThrow();
        Usage.require(
                perSecond > 0 && perSecond <= Workload.MAX_RATE_PER_SECOND,
                "--rate is more than 0 and at most " + Figures.trimmed(Workload.MAX_RATE_PER_SECOND));
        return TurnWork.ofRate(perSecond, length, arrivals.orElse(Arrivals.POISSON));
    }

    private TurnWork workload() throws CommandException {
        WorkloadOptions options = new WorkloadOptions();
        options.workload = workload.orElseThrow();
        options.from = from.orElse(0);
        options.seconds = seconds;
        options.speed = speed.orElse(1.0);
        options.scale = scale.orElse(1.0);
        return TurnWork.ofRates(
                options.workload.toString(), options.settings(), options.read(), arrivals.orElse(Arrivals.POISSON));
    }
}
