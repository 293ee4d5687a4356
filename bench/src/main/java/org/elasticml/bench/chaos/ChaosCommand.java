package org.elasticml.bench.chaos;

import static org.elasticml.bench.UsageException.require;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.elasticml.bench.Photographs;
import org.elasticml.bench.UsageException;
import org.elasticml.launcher.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code elastic chaos}. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a dispatcher and replicas, puts load on them, does harm, and counts what became of the requests. The"
                    + " replicas are stubs that hold a core for as long as ml-app would, without working.",
            "Settings of the dispatcher are taken from the environment."
        },
        footer = {
            "",
            "Scenarios:",
            "  kill           kill -9 of one of three replicas",
            "  stop           SIGSTOP of one of three, and SIGCONT 10 s later",
            "  errors         one of three answers 500",
            "  join           a fourth is added to three",
            "  drain          one of three is drained, and stopped by SIGTERM",
            "  overload       three times as many requests as can be answered",
            "  scale-down     again and again one is drained, and then another added",
            "  overhead       what the dispatcher costs, with either queue; nginx beside it",
            "  soak           many minutes at 80 %% load",
            "  slow-clients   250 that send a byte a second, beside an even load",
            "  durable        kill -9 of the only dispatcher among 500 asynchronous",
            "                 requests, and a new start; all results are read",
            "  durable-two    the same with two dispatchers; one is killed",
            "  durable-redis  the same with two, and Redis killed and started again",
            "",
            "Exit codes: 0 fine, 1 could not start or a count was wrong, 2 usage,",
            "4 the generator was too late to be believed, 99 a threshold was missed."
        })
public final class ChaosCommand implements Callable<Integer> {
    private static final List<Scenario> SHORT = List.of(Scenario.KILL, Scenario.STOP, Scenario.ERRORS);
    private static final ChaosPlan SHORT_PLAN = new ChaosPlan(8, 0.7, 0, 0, false, 3, sloMillis(), 0);
    private static final int STOP_SECONDS = 10;
    private static final int MAX_DRAWN_SEED = 1_000_000;
    private static final String REDIS = "redis";

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "what to do; without it kill, stop and errors in a few seconds each, judged by counts alone")
    private Optional<String> name = Optional.empty();

    @Option(names = "--seconds", paramLabel = "N", description = "of load (${DEFAULT-VALUE}); from 20 up")
    private int seconds = 60;

    @Option(
            names = "--load",
            paramLabel = "SHARE",
            description = "of what the replicas can do that are there throughout (${DEFAULT-VALUE})")
    private double load = 0.7;

    @Option(names = "--times", paramLabel = "N", description = "scale-down, durable and its like: how often (20, 10)")
    private Optional<Integer> times = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "durable and its like: draws when harm is done in the first run; each later run takes the"
                    + " next (itself drawn, and printed)")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--queue",
            paramLabel = "WHERE",
            description =
                    "kill, stop, errors, join, drain, overload, scale-down: where the dispatcher's queue is, memory"
                            + " or redis; a Redis is started (${DEFAULT-VALUE})")
    private String queue = "memory";

    @Option(names = "--minutes", paramLabel = "N", description = "soak: how long (${DEFAULT-VALUE})")
    private int minutes = 10;

    @Option(
            names = "--real",
            description =
                    "ml-apps instead of stubs, for kill, stop, errors, join, drain, scale-down, durable and its like;"
                            + " judged by counts alone")
    private boolean real;

    @Option(names = "--port-base", paramLabel = "PORT", description = "take free ports from here on (${DEFAULT-VALUE})")
    private int portBase = 9401;

    @Option(names = "--json", paramLabel = "FILE", description = "also write all figures here")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws Exception {
        Optional<Scenario> scenario = check();
        List<Scenario> scenarios = scenario.map(List::of).orElse(SHORT);
        ChaosPlan plan = scenario.isPresent() ? plan(scenario.get()) : SHORT_PLAN;
        List<ChaosResult> results = new ArrayList<>();
        for (Scenario each : scenarios) {
            results.add(run(each, plan));
            System.out.println();
            System.out.println(results.get(results.size() - 1).text());
        }
        if (json.isPresent()) {
            ChaosResult.writeJson(results, json.get());
        }
        return ChaosResult.exitCode(results, scenario.isPresent() && !real);
    }

    private ChaosPlan plan(Scenario scenario) {
        return new ChaosPlan(
                seconds,
                load,
                times.orElse(scenario.usualTimes()),
                minutes,
                real,
                STOP_SECONDS,
                sloMillis(),
                seed.orElseGet(() -> (long) new Random().nextInt(MAX_DRAWN_SEED)));
    }

    private ChaosResult run(Scenario scenario, ChaosPlan plan) throws Exception {
        if (scenario.isDurable()) {
            return new DurableRuns(scenario, plan, portBase).run();
        }
        try (Stage stage = new Stage(Project.current(), portBase)) {
            if (!queue.equals(REDIS)) {
                return run(scenario, plan, stage);
            }
            stage.startRedis();
            return run(scenario, plan, stage).with("queue in Redis");
        }
    }

    private static ChaosResult run(Scenario scenario, ChaosPlan plan, Stage stage) throws Exception {
        Load photos = new Load(Photographs.of(Optional.empty()));
        return switch (scenario) {
            case KILL, STOP, ERRORS, JOIN, DRAIN -> new FaultRun(scenario, plan, stage, photos).run();
            case OVERLOAD -> OverloadRun.run(plan, stage, photos);
            case SCALE_DOWN -> new ScaleDownRun(plan, stage, photos).run();
            case OVERHEAD -> new OverheadRun(plan, stage).run();
            case SOAK -> SoakRun.run(plan, stage, photos);
            case SLOW_CLIENTS -> new SlowClientsRun(plan, stage, photos).run();
            case DURABLE, DURABLE_TWO, DURABLE_REDIS ->
                throw new IllegalStateException(scenario + " has a stage for each run");
        };
    }

    /** {@code SLO_MS}, as for all others. */
    private static double sloMillis() {
        String set = System.getenv("SLO_MS");
        return set != null && set.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(set) : 500;
    }

    private Optional<Scenario> check() throws UsageException {
        Optional<Scenario> scenario = name.flatMap(Scenario::of);
        require(
                name.isEmpty() || scenario.isPresent(),
                "there is no scenario '" + name.orElse("") + "'; there are " + Scenario.words());
        require(seconds >= 20 && seconds <= 3600, "--seconds is a whole number from 20 to 3600");
        require(load > 0 && load <= 1, "--load is a share, above 0 and at most 1");
        require(times.orElse(1) >= 1 && times.orElse(1) <= 1000, "--times is a whole number from 1 to 1000");
        require(minutes >= 1 && minutes <= 600, "--minutes is a whole number from 1 to 600");
        require(portBase >= 1 && portBase <= 65_535, "--port-base is a port, from 1 to 65535");
        require(
                !real || scenario.filter(Scenario::canBeReal).isPresent(),
                "--real is for kill, stop, errors, join, drain, scale-down, durable, durable-two and durable-redis");
        require(queue.equals("memory") || queue.equals(REDIS), "--queue is memory or redis");
        require(
                queue.equals("memory")
                        || scenario.map(Scenario::hasChoiceOfQueue).orElse(true),
                "--queue redis is for kill, stop, errors, join, drain, overload and scale-down; overhead measures both,"
                        + " durable and its like are always on Redis");
        Path parent = json.map(file -> file.toAbsolutePath().getParent()).orElse(Path.of(""));
        require(json.isEmpty() || Files.isWritable(parent), "--json: " + parent + " can't be written");
        return scenario;
    }
}
