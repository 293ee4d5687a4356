package org.elasticml.loadtester.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.elasticml.loadtester.report.Extent;
import org.elasticml.loadtester.send.ClosedLoop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Finds out what the target can do, closed loop: so many users, each of whom sends the next request when the"
                    + " last is answered. A slow target is asked less: for latency under a given load, use replay.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  load-tester bench --requests 5000 --concurrency 50",
            "  load-tester bench --concurrency 1 --duration 30      # one after another",
            "  load-tester bench --concurrency 1,2,4,8 --duration 20 --out runs/levels",
            "  load-tester bench --url http://127.0.0.1:8000/predict --threshold 'throughput>40'",
            "  load-tester bench --watch 1234,http://127.0.0.1:8001/stats --capacity-for 100,500"
        },
        exitCodeListHeading = "%nExit codes (the first of 3, 1, 99 that applies):%n",
        exitCodeList = {
            "0:all is well",
            "1:could not start, or a count was wrong",
            "2:wrong usage, or no usable image",
            "3:the target is unreachable, or answered nothing",
            "99:a threshold was missed, or all requests failed"
        })
final class BenchCommand implements Callable<Integer> {
    static final int MAX_CONCURRENCY = 10_000;
    private static final int DEFAULT_REQUESTS = 5000;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "Ends after so many (default: " + DEFAULT_REQUESTS + ", without --duration).")
    Optional<Integer> requests;

    @Option(
            names = "--duration",
            paramLabel = "S",
            description = "Ends after so many seconds; with --requests, at whatever comes first.")
    Optional<Double> durationS;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            split = ",",
            defaultValue = "50",
            description = "How many users; several numbers, as in 1,8,50, are run one after another and compared"
                    + " (default: ${DEFAULT-VALUE}).")
    List<Integer> concurrency;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "3",
            description = "Seconds of the same before, which count for nothing (default: ${DEFAULT-VALUE}).")
    double warmUpS;

    @Mixin
    SessionOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        check();
        options.judge.judgesSlo = false;
        try (Session session = Session.open(spec, options)) {
            Path out = OutFolder.of(options.output.out, Instant.now());
            Map<String, Played> levels = new LinkedHashMap<>();
            for (int users : concurrency) {
                if (!session.isStopped()) {
                    levels.put(users + (users == 1 ? " user" : " users"), level(session, users, out));
                }
            }
            Publisher publisher = new Publisher(spec, options);
            if (levels.size() > 1) {
                publisher.publishComparison(levels, out);
            }
            return publisher.judge(List.copyOf(levels.values()));
        }
    }

    private void check() throws CommandException {
        Usage.require(requests.orElse(1) >= 1, "--requests is at least 1");
        Usage.require(
                durationS.orElse(1.0) > 0 && durationS.orElse(1.0) <= 1_000_000,
                "--duration is more than 0 and at most 1000000 seconds");
        Usage.require(warmUpS >= 0 && warmUpS <= 3600, "--warm-up is from 0 to 3600 seconds");
        for (int users : concurrency) {
            Usage.require(users >= 1 && users <= MAX_CONCURRENCY, "--concurrency is from 1 to " + MAX_CONCURRENCY);
        }
        Usage.require(
                concurrency.stream().distinct().count() == concurrency.size(), "--concurrency holds a number twice");
    }

    private Played level(Session session, int users, Path out)
            throws CommandException, InterruptedException, ExecutionException {
        if (warmUpS > 0) {
            session.play(plan("warm-up: ", users, OptionalInt.empty(), OptionalDouble.of(warmUpS)));
        }
        OptionalInt count = requests.isPresent() || durationS.isEmpty()
                ? OptionalInt.of(requests.orElse(DEFAULT_REQUESTS))
                : OptionalInt.empty();
        OptionalDouble seconds = durationS.isPresent() ? OptionalDouble.of(durationS.get()) : OptionalDouble.empty();
        Played played = session.play(plan("", users, count, seconds));
        Path folder = concurrency.size() == 1 ? out : OutFolder.make(out.resolve("users-" + users));
        new Publisher(spec, options).publish(played.report(), folder);
        return played;
    }

    private Plan plan(String prefix, int users, OptionalInt count, OptionalDouble seconds) {
        Map<String, String> settings = new LinkedHashMap<>();
        count.ifPresent(value -> settings.put("requests", String.valueOf(value)));
        seconds.ifPresent(value -> settings.put("duration", String.valueOf(value)));
        settings.put("concurrency", String.valueOf(users));
        settings.put("warm-up", String.valueOf(warmUpS));
        settings.put("seed", String.valueOf(options.target.seed));
        String length = (count.isPresent() ? count.getAsInt() + " requests" : "")
                + (count.isPresent() && seconds.isPresent() ? " or " : "")
                + (seconds.isPresent() ? String.format(Locale.ROOT, "%.0f s", seconds.getAsDouble()) : "");
        Optional<Duration> duration = seconds.isPresent()
                ? Optional.of(Duration.ofNanos(Math.round(seconds.getAsDouble() * 1e9)))
                : Optional.empty();
        return new Plan(
                prefix + length + ", " + users + (users == 1 ? " user" : " users"),
                settings,
                Optional.empty(),
                Optional.empty(),
                new Extent(seconds, count),
                new ClosedLoop(second -> users, count, duration),
                options.target.seed);
    }
}
