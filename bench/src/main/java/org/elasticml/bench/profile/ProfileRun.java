package org.elasticml.bench.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.elasticml.bench.Say;
import org.elasticml.bench.measure.Spread;
import org.elasticml.bench.process.Servers;
import org.elasticml.launcher.HttpJson;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Project;
import org.elasticml.launcher.Replica;
import org.elasticml.launcher.ServiceProcess;
import org.elasticml.launcher.StartLock;
import org.elasticml.loadtester.measure.Latency;
import org.elasticml.loadtester.measure.Summary;
import org.elasticml.loadtester.photo.PhotoOrder;
import org.elasticml.loadtester.photo.Photos;
import org.elasticml.loadtester.send.ClosedLoop;
import org.elasticml.loadtester.send.HttpTarget;
import org.elasticml.loadtester.send.Run;
import org.elasticml.loadtester.send.TargetUrl;

/** The steps of {@code profile}, in their order. */
final class ProfileRun {
    /** Of the mean: as near as is of use beside what a busy machine does. */
    private static final double NEAR = 0.02;

    private static final Duration PART = Duration.ofMillis(250);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int WARM_UP_SECONDS = 3;
    private static final long SEED = 1;

    private final Project project;
    private final Servers servers;
    private final int port;
    private final int cores;
    private final int seconds;
    private final Photos photos;
    private final HttpJson http = new HttpJson();
    private final List<BatchTally> parts = new ArrayList<>();
    private ServiceProcess replica;

    /**
     * @param cores {@code REPLICA_CORES}
     * @param seconds for each number of requests at a time, at most
     */
    ProfileRun(Project project, Servers servers, int port, int cores, int seconds, Photos photos) {
        this.project = project;
        this.servers = servers;
        this.port = port;
        this.cores = cores;
        this.seconds = seconds;
        this.photos = photos;
    }

    ProfileReport measure(int starts) throws LaunchException, InterruptedException {
        List<Double> boots = new ArrayList<>();
        JsonNode health = boot(boots);
        while (boots.size() < starts) {
            servers.remove(replica);
            health = boot(boots);
        }
        ReplicaMeters meters = new ReplicaMeters(port);
        Map<Integer, Double> expected = ReplicaMeters.expected(meters.read());
        int best = ReplicaMeters.bestBatch(meters.read());
        Say.line("it takes up to %d images at once; warming up for %d s", best, WARM_UP_SECONDS);
        load(meters, 2 * best * cores, 1, WARM_UP_SECONDS);
        parts.clear();
        double roundTrip = load(meters, cores, 1, seconds);
        for (int size = 2; size <= best; size++) {
            load(meters, cores * (size + 1), size, seconds);
        }
        BatchTally before = ReplicaMeters.tally(meters.read());
        double cpuBefore = cpuSeconds();
        load(meters, cores * 2 * best, best, seconds);
        BatchTally full = ReplicaMeters.tally(meters.read()).since(before);
        double cpu = cpuSeconds() - cpuBefore;
        servers.remove(replica);
        return new ProfileReport(
                setting(health),
                Spread.of(boots),
                times(best),
                expected,
                roundTrip,
                cpu / full.images(),
                full.busySeconds() / full.images());
    }

    private JsonNode boot(List<Double> boots) throws LaunchException {
        StartLock lock = StartLock.take();
        try {
            long start = System.nanoTime();
            replica = servers.add(Replica.start(project, "ml-app-" + port, port, cores, Map.of()));
            JsonNode health = replica.awaitReady(http);
            boots.add((System.nanoTime() - start) / 1e9);
            Say.line("start %d: ready after %.2f s", boots.size(), boots.get(boots.size() - 1));
            return health;
        } finally {
            lock.close();
        }
    }

    /**
     * Keeps so many requests in flight until batches of {@code size} are known well enough, or the time is over. A free
     * thread takes the first alone and then what has gathered meanwhile, so in flight is one more than the batch.
     *
     * @return a request's mean latency, in seconds
     */
    private double load(ReplicaMeters meters, int inFlight, int size, int atMostSeconds)
            throws LaunchException, InterruptedException {
        TargetUrl url = TargetUrl.parse("http://127.0.0.1:" + port + "/predict");
        try (HttpTarget target = new HttpTarget(url, TIMEOUT)) {
            ClosedLoop users = new ClosedLoop(
                    second -> inFlight, OptionalInt.empty(), Optional.of(Duration.ofSeconds(atMostSeconds)));
            Run run = new Run(target, new PhotoOrder(photos, new Random(SEED)), users, TIMEOUT.plusSeconds(1));
            BatchTally before = ReplicaMeters.tally(meters.read());
            int from = parts.size();
            run.start();
            while (!run.awaitEnd(PART)) {
                BatchTally now = ReplicaMeters.tally(meters.read());
                parts.add(now.since(before));
                before = now;
                if (BatchTime.of(size, parts.subList(from, parts.size())).isKnownWithin(NEAR)) {
                    run.stop();
                }
            }
            return result(run, inFlight, size, parts.subList(from, parts.size()));
        } catch (ExecutionException e) {
            throw new LaunchException("the load broke down: " + e.getCause(), e);
        }
    }

    private double result(Run run, int inFlight, int size, List<BatchTally> these) throws LaunchException {
        Summary summary = Summary.of(run.recording().records(), 500, false);
        if (summary.succeeded() == 0 || summary.succeeded() < summary.requests()) {
            throw new LaunchException("of " + summary.requests() + " requests " + summary.succeeded() + " succeeded ("
                    + summary.errors() + "); the replica's log: " + replica.log());
        }
        BatchTime time = BatchTime.of(size, these);
        if (time.batches() > 0) {
            say(summary, inFlight, size, time);
        }
        return summary.latencyMs().map(Latency::mean).orElseThrow() / 1e3;
    }

    private static void say(Summary summary, int inFlight, int size, BatchTime time) {
        Say.line(
                "%d at a time: %d requests, %d batches of %d, %.2f ms, %s",
                inFlight, summary.requests(), time.batches(), size, 1e3 * time.meanSeconds(), time.nearness());
    }

    /** Of all sizes that came up, with however many in flight. */
    private NavigableMap<Integer, BatchTime> times(int best) {
        NavigableMap<Integer, BatchTime> times = new TreeMap<>();
        for (int size = 1; size <= best; size++) {
            BatchTime time = BatchTime.of(size, parts);
            if (size == 1 || !Double.isNaN(time.halfWidthSeconds())) { // of others there were too few
                times.put(size, time);
            }
        }
        return times;
    }

    private double cpuSeconds() {
        Duration cpu = replica.process().info().totalCpuDuration().orElse(Duration.ZERO);
        return cpu.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private String setting(JsonNode health) {
        return Setting.text(health, cores, photos.origin());
    }
}
