package org.elasticml.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.elasticml.bench.stub.StubSettings;
import org.elasticml.launcher.HttpJson;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.ServiceProcess;
import org.elasticml.loadtester.photo.Photo;

/** Asynchronous requests, somebody killed in the middle, and all results read: once, on a stage of its own. */
final class DurableRun {
    private static final int REPLICAS = 3;
    private static final int POSTING = 32;
    private static final int READING = 64;
    private static final int NEIGHBOUR = 1;
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(90);
    /** Of a confidence, with ml-apps: see {@link Classes#agrees}. */
    private static final double TOLERANCE = 0.02;

    private final Scenario scenario;
    private final boolean real;
    private final long seed;
    private final Stage stage;
    private final List<Photo> photos;
    private final ExecutorService posting = Executors.newFixedThreadPool(POSTING);
    private final ExecutorService reading = Executors.newFixedThreadPool(READING);
    private List<ServiceProcess> replicas;
    private List<ServiceProcess> dispatchers;

    /** @param photos as many as there are requests, no two alike */
    DurableRun(Scenario scenario, boolean real, long seed, Stage stage, List<Photo> photos) {
        this.scenario = scenario;
        this.real = real;
        this.seed = seed;
        this.stage = stage;
        this.photos = photos;
    }

    /** @param run what to call it before what is found */
    DurableRow run(String run, Findings findings) throws LaunchException, InterruptedException {
        replicas = real ? stage.startMlApps(REPLICAS) : stage.startStubs(REPLICAS, StubSettings.measured());
        DirectAnswers direct = DirectAnswers.of(replicas, photos);
        stage.startRedis();
        dispatchers = stage.startDispatchers(scenario == Scenario.DURABLE ? 1 : 2, replicas);
        DurablePlan plan = DurablePlan.of(seed, direct.nanos());
        long servedBefore = served().orElse(0L);
        try {
            AsyncSender sender = new AsyncSender(
                    dispatchers.stream().map(ServiceProcess::port).toList(),
                    System.nanoTime(),
                    GIVE_UP_NANOS + direct.nanos());
            List<Future<Optional<Errand>>> sent = send(plan, sender);
            sleepUntil(plan.harmNanos(), sender);
            long harmNanos = sender.nanos();
            harm(plan);
            List<Errand> errands = readAgain(ended(sent), sender);
            DurableRow row = new DurableJudge(direct.answers(), real ? TOLERANCE : 0)
                    .row(seed, errands, harmNanos, sender.posts(), served().map(served -> served - servedBefore));
            DurableJudge.judge(row, errands, sender.posts(), scenario == Scenario.DURABLE_REDIS, run, findings);
            return row;
        } finally {
            posting.shutdownNow();
            reading.shutdownNow();
        }
    }

    /** Each is posted when it is due, or when a thread is free, and then read by another. */
    private List<Future<Optional<Errand>>> send(DurablePlan plan, AsyncSender sender) {
        List<Future<Optional<Errand>>> sent = new ArrayList<>();
        for (int i = 0; i < plan.requests(); i++) {
            int image = i;
            Future<Optional<AsyncSender.Accepted>> posted = posting.submit(() -> {
                sleepUntil(plan.dueNanos(image), sender);
                return sender.post(photos.get(image), image);
            });
            sent.add(reading.submit(() -> read(image, posted.get(), sender)));
        }
        return sent;
    }

    /** By the dispatcher that it was not sent to, where there are two. */
    private static Optional<Errand> read(int image, Optional<AsyncSender.Accepted> accepted, AsyncSender sender)
            throws InterruptedException {
        if (accepted.isEmpty()) {
            return Optional.empty();
        }
        String location = accepted.get().location();
        Reading first = sender.read(location, image + NEIGHBOUR);
        return Optional.of(new Errand(image, location, accepted.get().nanos(), first, Optional.empty()));
    }

    private void harm(DurablePlan plan) throws LaunchException, InterruptedException {
        if (scenario == Scenario.DURABLE_REDIS) {
            stage.redis().kill();
            TimeUnit.MILLISECONDS.sleep(plan.awayMillis());
            stage.redis().start();
            return;
        }
        ServiceProcess victim = dispatchers.get(0);
        stage.kill(victim);
        victim.process().waitFor();
        if (scenario == Scenario.DURABLE) {
            stage.startAgain(victim);
        }
    }

    private List<Errand> readAgain(List<Errand> errands, AsyncSender sender)
            throws LaunchException, InterruptedException {
        List<Callable<Errand>> readings = new ArrayList<>();
        for (Errand errand : errands) {
            readings.add(() -> errand.readAgain(sender.read(errand.location(), errand.image())));
        }
        return values(reading.invokeAll(readings));
    }

    private static List<Errand> ended(List<Future<Optional<Errand>>> sent)
            throws LaunchException, InterruptedException {
        return values(sent).stream().flatMap(Optional::stream).toList();
    }

    private static <T> List<T> values(List<Future<T>> futures) throws LaunchException, InterruptedException {
        List<T> values = new ArrayList<>();
        for (Future<T> future : futures) {
            try {
                values.add(future.get());
            } catch (ExecutionException e) {
                throw new LaunchException("the sender broke down: " + e.getCause(), e);
            }
        }
        return values;
    }

    private static void sleepUntil(long nanos, AsyncSender sender) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos - sender.nanos());
    }

    /** Photos that the replicas answered; empty if they are none that say so. */
    private Optional<Long> served() {
        HttpJson http = new HttpJson();
        long sum = 0;
        for (ServiceProcess replica : replicas) {
            Optional<JsonNode> health = http.get(replica.port(), "/").filter(json -> json.has("served"));
            if (health.isEmpty()) {
                return Optional.empty();
            }
            sum += health.get().path("served").asLong();
        }
        return Optional.of(sum);
    }
}
