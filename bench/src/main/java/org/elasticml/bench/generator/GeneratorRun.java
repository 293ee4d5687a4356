package org.elasticml.bench.generator;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PrimitiveIterator;
import java.util.Random;
import org.elasticml.bench.Say;
import org.elasticml.bench.WrittenPhotos;
import org.elasticml.bench.measure.WrkReport;
import org.elasticml.bench.process.Programs;
import org.elasticml.bench.process.Server;
import org.elasticml.bench.process.Servers;
import org.elasticml.bench.process.Stubs;
import org.elasticml.bench.process.Wrk;
import org.elasticml.bench.stub.StubSettings;
import org.elasticml.core.workload.Arrivals;
import org.elasticml.core.workload.Workload;
import org.elasticml.launcher.HttpJson;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Ports;
import org.elasticml.launcher.Project;
import org.elasticml.launcher.ServiceProcess;
import org.elasticml.launcher.StartLock;
import org.elasticml.loadtester.measure.ScheduleFit;
import org.elasticml.loadtester.photo.Photo;
import org.elasticml.loadtester.send.ClosedLoop;
import org.elasticml.loadtester.send.LoadGenerator;
import org.elasticml.loadtester.send.OpenLoop;
import org.elasticml.loadtester.send.Protocol;
import org.elasticml.loadtester.send.Recording;
import org.elasticml.loadtester.send.Run;
import org.elasticml.loadtester.send.Target;

/** The steps of {@code bench generator}. The stub is a process of its own, the load tester is in this one. */
final class GeneratorRun implements AutoCloseable {
    static final int BODY_BYTES = 100_000;
    private static final String PATH = "/predict";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final long SEED = Arrivals.DEFAULT_SEED;
    /** A JVM compiles for so long until it is as fast as it will be. */
    private static final int WARM_UP_SECONDS = 15;

    private final Project project;
    private final Servers servers;
    private final Server stub;
    private final Photo photo;

    GeneratorRun(Project project, int portBase) throws LaunchException {
        this.project = project;
        List<Integer> ports = Ports.free(portBase, 2);
        servers = new Servers(project, ports.get(0));
        byte[] bytes = new byte[BODY_BYTES];
        new Random(SEED).nextBytes(bytes);
        photo = new Photo("body.bin", "application/octet-stream", Buffer.buffer(bytes), Optional.empty());
        StartLock lock = StartLock.take();
        try {
            ServiceProcess process = servers.add(Stubs.start(project, ports.get(1), StubSettings.atOnce()));
            process.awaitReady(new HttpJson());
            stub = new Server("stub", process);
        } catch (LaunchException e) {
            servers.close();
            throw e;
        } finally {
            lock.close();
        }
    }

    /** Poisson arrivals. */
    void openLoop(int ratePerSecond, int seconds, GeneratorResult result) {
        double[] rates = new double[seconds];
        Arrays.fill(rates, ratePerSecond);
        Say.line("warming up for %d s", WARM_UP_SECONDS);
        double[] warmUp = new double[WARM_UP_SECONDS];
        Arrays.fill(warmUp, ratePerSecond);
        play(new OpenLoop(arrivals(warmUp)));
        Say.line("open loop: %d requests/s for %d s", ratePerSecond, seconds);
        int due = 0;
        for (PrimitiveIterator.OfLong instants = arrivals(rates); instants.hasNext(); due++) {
            instants.nextLong();
        }
        Recording recording = play(new OpenLoop(arrivals(rates)));
        result.add(OpenLoopFigures.of(ratePerSecond, due, recording));
        ScheduleFit.of(Workload.of(rates), recording.records()).ifPresent(result::add);
    }

    private static PrimitiveIterator.OfLong arrivals(double[] rates) {
        return Arrivals.POISSON.instantsNanos(Workload.of(rates), SEED);
    }

    private Recording play(LoadGenerator generator) {
        String url = "http://127.0.0.1:" + stub.port() + PATH;
        try (Target target = Protocol.HTTP.door(url).open(TIMEOUT)) {
            Run run = new Run(target, () -> photo, generator, TIMEOUT.plusSeconds(1));
            run.start();
            return run.recording();
        }
    }

    /** In turn with wrk, if it is there. */
    void closedLoops(List<Integer> connections, int rounds, int seconds, GeneratorResult result)
            throws LaunchException, InterruptedException {
        boolean beside = Programs.isThere("wrk");
        if (!beside) {
            Say.line("nothing is compared: there is no wrk (Debian: apt-get install wrk)");
        }
        try (WrittenPhotos files = WrittenPhotos.of(List.of(photo))) {
            for (int count : connections) {
                Wrk wrk = new Wrk(project.root().resolve("bench/post-raw.lua"), files.list(), count, servers);
                Say.line("closed loop, %d at a time: warming up for %d s", count, WARM_UP_SECONDS);
                closedLoop(count, WARM_UP_SECONDS);
                for (int round = 1; round <= rounds; round++) {
                    if (beside) {
                        WrkReport theirs = wrk.run(stub, PATH, seconds);
                        Say.line("round %d: wrk %.0f requests/s", round, theirs.requestsPerSecond());
                        result.addWrk(count, theirs);
                    }
                    Recording ours = closedLoop(count, seconds);
                    result.addOurs(count, ours, seconds);
                    Say.line(
                            "round %d: load tester %.0f requests/s",
                            round, ours.records().size() / (double) seconds);
                }
            }
        } catch (IOException e) {
            throw new LaunchException("the body can't be written for wrk: " + e.getMessage(), e);
        }
    }

    private Recording closedLoop(int users, int seconds) {
        return play(new ClosedLoop(second -> users, OptionalInt.empty(), Optional.of(Duration.ofSeconds(seconds))));
    }

    @Override
    public void close() {
        stub.process().process().destroyForcibly(); // nothing in it is worth being waited for
        servers.close();
    }
}
