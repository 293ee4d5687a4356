package org.elasticml.bench.chaos;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.elasticml.bench.Say;
import org.elasticml.bench.WrittenPhotos;
import org.elasticml.bench.measure.Spread;
import org.elasticml.bench.measure.WrkReport;
import org.elasticml.bench.process.Programs;
import org.elasticml.bench.process.Server;
import org.elasticml.bench.process.Wrk;
import org.elasticml.bench.stub.StubSettings;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.ServiceProcess;
import org.elasticml.loadtester.photo.Photo;

/** What the dispatcher adds to a stub that answers at once, and how much goes through it, beside nginx. */
final class OverheadRun {
    private static final int BODY_BYTES = 100_000;
    private static final double RATE_PER_SECOND = 200;
    private static final int ROUNDS = 3;
    private static final int WRK_SECONDS = 5;
    /** A JVM compiles for so long until it is as fast as it will be. */
    private static final int WARM_UP_SECONDS = 15;

    private static final int CONNECTIONS = 16;
    private static final double MAX_P50_MILLIS = 1;
    private static final double MAX_P99_MILLIS = 5;
    private static final double MIN_OVER_NGINX = 0.5;
    private static final String STRAIGHT = "straight";
    private static final String DISPATCHER = "dispatcher";
    private static final String REDIS = "dispatcher, redis";
    private static final String NGINX = "nginx";

    private final ChaosPlan plan;
    private final Stage stage;
    private final Load load;
    private final Photo photo;
    private final Findings findings = new Findings();
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final List<Phase> phases = new ArrayList<>();
    private double lagP99Millis;

    /** Who is measured, and where it takes photos. */
    private record Way(Server server, String path) {
        String url() {
            return "http://127.0.0.1:" + server.port() + path;
        }
    }

    OverheadRun(ChaosPlan plan, Stage stage) {
        this.plan = plan;
        this.stage = stage;
        byte[] bytes = new byte[BODY_BYTES];
        new Random(1).nextBytes(bytes);
        photo = new Photo("body.bin", "application/octet-stream", Buffer.buffer(bytes), Optional.empty());
        load = new Load(List.of(photo));
    }

    ChaosResult run() throws LaunchException, InterruptedException {
        ServiceProcess stub = stage.startStubs(1, StubSettings.atOnce()).get(0);
        stage.startDispatcher(List.of(stub));
        Way straight = new Way(new Server(STRAIGHT, stub), "/predict");
        Way dispatcher = new Way(new Server(DISPATCHER, stage.dispatcher()), "/add_to_queue");
        stage.startRedis();
        Way redis = new Way(
                new Server(REDIS, stage.startDispatchers(1, List.of(stub)).get(0)), "/add_to_queue");
        latency(List.of(straight, dispatcher, redis));
        throughput(List.of(straight, dispatcher, redis));
        String setting = String.format(
                Locale.ROOT,
                "one stub that answers at once, bodies of %d bytes; %.0f requests/s, %d rounds",
                BODY_BYTES,
                RATE_PER_SECOND,
                ROUNDS);
        return new ChaosResult(
                Scenario.OVERHEAD.word(), setting, phases, figures, findings.wrong(), findings.missed(), lagP99Millis);
    }

    /** In turn; the difference is taken within a round. */
    private void latency(List<Way> ways) throws LaunchException, InterruptedException {
        for (Way way : ways) {
            load.closedLoop(way.url(), CONNECTIONS, WARM_UP_SECONDS);
        }
        int seconds = Math.max(1, plan.seconds() / (2 * ROUNDS));
        Map<String, List<Phase>> phasesOf = new LinkedHashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            for (Way way : ways) {
                Load.Result run = load.run(way.url(), RATE_PER_SECOND, seconds, List.of());
                findings.ended(run.recording().fired(), run.records().size());
                lagP99Millis = Math.max(lagP99Millis, run.lagP99Millis());
                String name = way.server().name();
                Phase phase = Phase.of(name + " " + round, run.records(), plan.sloMillis());
                phasesOf.computeIfAbsent(name, key -> new ArrayList<>()).add(phase);
                phases.add(phase);
                Say.line("%s: p50 %.2f ms, p99 %.2f ms", phase.name(), phase.p50Millis(), phase.p99Millis());
            }
        }
        findings.noneFailed(phases).noneRefused(phases);
        for (String name : List.of(DISPATCHER, REDIS)) {
            figures.put(
                    name + ", p50 added ms", difference(phasesOf.get(STRAIGHT), phasesOf.get(name), Phase::p50Millis));
            figures.put(
                    name + ", p99 added ms", difference(phasesOf.get(STRAIGHT), phasesOf.get(name), Phase::p99Millis));
        }
        findings.atMost(
                "p50 through the dispatcher less that straight",
                figures.get(DISPATCHER + ", p50 added ms"),
                MAX_P50_MILLIS,
                " ms");
        findings.atMost(
                "p99 through the dispatcher less that straight",
                figures.get(DISPATCHER + ", p99 added ms"),
                MAX_P99_MILLIS,
                " ms");
    }

    private static double difference(List<Phase> straight, List<Phase> through, ToDoubleFunction<Phase> of) {
        List<Double> differences = new ArrayList<>();
        for (int round = 0; round < straight.size(); round++) {
            differences.add(of.applyAsDouble(through.get(round)) - of.applyAsDouble(straight.get(round)));
        }
        return Spread.of(differences).median();
    }

    private void throughput(List<Way> ours) throws LaunchException, InterruptedException {
        if (!Programs.isThere("wrk")) {
            Say.line("throughput is not measured: there is no wrk (Debian: apt-get install wrk)");
            return;
        }
        Way straight = ours.get(0);
        List<Way> ways = new ArrayList<>(ours);
        if (Programs.isThere(NGINX)) {
            ways.add(new Way(
                    new Server(NGINX, Nginx.start(stage, straight.server().process())), "/predict"));
        } else {
            Say.line("throughput is not compared: there is no nginx (Debian: apt-get install nginx-light)");
        }
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        RequestCost cost = new RequestCost(stage.redis());
        try (WrittenPhotos files = WrittenPhotos.of(List.of(photo))) {
            Wrk wrk = new Wrk(
                    stage.project().root().resolve("bench/post-raw.lua"), files.list(), CONNECTIONS, stage.servers());
            for (Way way : ways) {
                Say.line("%s: warming up for %d s", way.server().name(), WARM_UP_SECONDS);
                wrk.run(way.server(), way.path(), WARM_UP_SECONDS);
            }
            for (int round = 1; round <= ROUNDS; round++) {
                for (Way way : ways) {
                    String name = way.server().name();
                    cost.begin(way.server());
                    WrkReport report = wrk.run(way.server(), way.path(), WRK_SECONDS);
                    cost.end(way.server(), name.equals(REDIS), report.requests());
                    findings.count(report.isValid(), name + ": wrk was answered badly");
                    rates.computeIfAbsent(name, key -> new ArrayList<>()).add(report.requestsPerSecond());
                    Say.line("%s %d: at most %.0f requests/s", name, round, report.requestsPerSecond());
                }
            }
        } catch (IOException e) {
            throw new LaunchException("the body can't be written for wrk: " + e.getMessage(), e);
        }
        rates.forEach((name, each) ->
                figures.put(name + " requests/s, at most", Spread.of(each).median()));
        figures.putAll(cost.figures());
        figures.put(
                "redis over memory",
                Spread.ofRatios(rates.get(REDIS), rates.get(DISPATCHER)).median());
        if (rates.containsKey(NGINX)) {
            double ratio =
                    Spread.ofRatios(rates.get(DISPATCHER), rates.get(NGINX)).median();
            figures.put("dispatcher over nginx", ratio);
            findings.atLeast("the dispatcher's throughput over nginx's", ratio, MIN_OVER_NGINX, "");
        }
    }
}
