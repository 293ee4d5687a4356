package org.elasticml.cluster.imagetest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticml.bench.Say;
import org.elasticml.bench.chaos.Findings;
import org.elasticml.bench.chaos.Load;
import org.elasticml.bench.chaos.Load.Event;
import org.elasticml.bench.chaos.Phase;
import org.elasticml.cluster.images.ImageService;
import org.elasticml.cluster.images.ImageSizes;
import org.elasticml.launcher.LaunchException;
import org.elasticml.launcher.Ports;
import org.elasticml.loadtester.cli.CommandException;
import org.elasticml.loadtester.measure.Answer;
import org.elasticml.loadtester.photo.Photo;

/** What is done to a dispatcher and two replicas in containers, one thing after the other. */
final class Trial {
    private static final int IN_FLIGHT = 12;
    private static final int WARM_UP_SECONDS = 3;
    private static final int MEASURE_SECONDS = 10;
    /** Of what one replica can do: what it sustains as an open loop, and what it holds while another starts beside it. */
    private static final double SUSTAINED = 0.9;

    private static final double WHILE_SCALED = 0.5;
    private static final int LARGEST_AT_ONCE = 12;
    private static final int FIRST_SECOND = 2;
    /** Time for one to go and another to come. */
    private static final int SECONDS_EACH = 20;

    private final Plan plan;
    private final Pods pods;
    private final EndpointServer endpoints;
    private final Load load;
    private final List<Phase> phases = new ArrayList<>();
    private final Findings findings = new Findings();
    /** The oldest first. */
    private final Deque<RunningPod> replicas = new ArrayDeque<>();

    private RunningPod dispatcher;

    /**
     * @param portBase containers listen on free ports from here on
     * @param known photos to post to both replicas
     * @param largest the largest that are taken
     */
    record Plan(
            Pod replica,
            Pod dispatcher,
            int scaleDowns,
            int sustainSeconds,
            int portBase,
            double sloMillis,
            List<Photo> known,
            List<Photo> largest) {}

    Trial(Plan plan, Pods pods, EndpointServer endpoints, Load load) {
        this.plan = plan;
        this.pods = pods;
        this.endpoints = endpoints;
        this.load = load;
    }

    /** What was measured so far is told also of a run that can't go on. */
    TestReport run(List<ImageSizes> images) throws CommandException, LaunchException, InterruptedException {
        try {
            return play(images);
        } catch (CommandException | LaunchException e) {
            if (!phases.isEmpty()) {
                System.out.print("\n" + TestReport.loadTable(phases));
            }
            throw e;
        }
    }

    private TestReport play(List<ImageSizes> images) throws CommandException, LaunchException, InterruptedException {
        RunningPod first = startReplica(false);
        RunningPod second = startReplica(false);
        AnswerFigures answers = answers(first, second);
        endpoints.ready(first.port());
        startDispatcher();
        double capacity = sustain();
        List<Phase> load = List.copyOf(phases);
        BurstFigures largest = burst(second);
        endpoints.ready(second.port());
        ScaleDownFigures scaleDowns = scaleDowns(WHILE_SCALED * capacity);
        Phase whileScaled = phases.get(phases.size() - 1);
        return TestReport.of(
                findings, images, pods.figures(), answers, capacity, load, whileScaled, largest, scaleDowns);
    }

    private RunningPod startReplica(boolean underLoad) throws CommandException, LaunchException, InterruptedException {
        int port = freePort();
        endpoints.booting(port);
        RunningPod replica = pods.start(ImageService.ML_APP, plan.replica(), port, Map.of(), underLoad);
        replicas.addLast(replica);
        return replica;
    }

    private void startDispatcher() throws CommandException, LaunchException, InterruptedException {
        dispatcher = pods.start(ImageService.DISPATCHER, plan.dispatcher(), freePort(), endpoints.environment(), false);
    }

    private int freePort() throws LaunchException {
        return Ports.free(plan.portBase(), 1).get(0);
    }

    private AnswerFigures answers(RunningPod first, RunningPod second) {
        List<Answer> ofFirst = Posts.oneByOne(first, plan.known());
        return AnswerFigures.of(plan.known(), ofFirst, Posts.oneByOne(second, plan.known()));
    }

    /**
     * One replica at what it can do, half the time as an open loop, half with requests always waiting.
     *
     * @return what it can do, in requests a second
     */
    private double sustain() throws LaunchException, InterruptedException {
        load.keepInFlight(door(), IN_FLIGHT, WARM_UP_SECONDS);
        double capacity = always("one replica, " + IN_FLIGHT + " always in flight", MEASURE_SECONDS)
                        .succeeded()
                / (double) MEASURE_SECONDS;
        int half = plan.sustainSeconds() / 2;
        open("one replica, 90 % of that", SUSTAINED * capacity, half, List.of());
        always("one replica, as above", plan.sustainSeconds() - half);
        return capacity;
    }

    private Phase always(String name, int seconds) {
        Say.line("%s, %d s", name, seconds);
        Load.Result run = load.keepInFlight(door(), IN_FLIGHT, seconds);
        return add(name, run);
    }

    private Load.Result open(String name, double rate, int seconds, List<Event> events)
            throws LaunchException, InterruptedException {
        Say.line("%s: %.0f requests/s for %d s", name, rate, seconds);
        Load.Result run = load.run(door(), rate, seconds, events);
        add(name, run);
        return run;
    }

    private Phase add(String name, Load.Result run) {
        Phase phase = Phase.of(name, run.records(), plan.sloMillis());
        phases.add(phase);
        findings.ended(run.recording().fired(), run.records().size());
        return phase;
    }

    private BurstFigures burst(RunningPod replica) throws CommandException {
        Say.line("%d of the largest photos at once", LARGEST_AT_ONCE);
        List<Photo> photos = new ArrayList<>();
        for (int i = 0; i < LARGEST_AT_ONCE; i++) {
            photos.add(plan.largest().get(i % plan.largest().size()));
        }
        BurstFigures figures = BurstFigures.of(Posts.atOnce(replica, photos));
        replica.requireRunning(
                ", after " + LARGEST_AT_ONCE + " of the largest photos at once (" + figures.text() + ")");
        return figures;
    }

    private ScaleDownFigures scaleDowns(double rate) throws LaunchException, InterruptedException {
        AtomicInteger asTold = new AtomicInteger();
        List<Long> goneAfterNanos = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < plan.scaleDowns(); i++) {
            events.add(new Event(FIRST_SECOND + i * SECONDS_EACH, () -> {
                long begin = System.nanoTime();
                if (goes()) {
                    asTold.incrementAndGet();
                }
                goneAfterNanos.add(System.nanoTime() - begin);
                comes();
            }));
        }
        int seconds = FIRST_SECOND + plan.scaleDowns() * SECONDS_EACH;
        Load.Result run = open("scale-downs, 50 % of one's", rate, seconds, events);
        List<ScaleDownFigures.Change> changes = new ArrayList<>();
        for (int i = 0; i < run.eventNanos().size(); i++) {
            long begin = run.eventNanos().get(i);
            changes.add(new ScaleDownFigures.Change(begin, begin + goneAfterNanos.get(i)));
        }
        return ScaleDownFigures.of(plan.scaleDowns(), asTold.get(), changes, run.records());
    }

    /**
     * In the order of Kubernetes: the endpoint is said to terminate while the pod goes on, and leaves when it has ended.
     *
     * @return whether it ended as it was told
     */
    private boolean goes() throws LaunchException, InterruptedException {
        try {
            RunningPod replica = replicas.removeFirst();
            endpoints.terminating(replica.port());
            boolean asTold = pods.terminate(replica);
            endpoints.gone(replica.port());
            return asTold;
        } catch (CommandException e) {
            throw new LaunchException(e.getMessage(), e);
        }
    }

    private void comes() throws LaunchException, InterruptedException {
        try {
            endpoints.ready(startReplica(true).port());
        } catch (CommandException e) {
            throw new LaunchException(e.getMessage(), e);
        }
    }

    private String door() {
        return "http://127.0.0.1:" + dispatcher.port() + "/add_to_queue";
    }
}
