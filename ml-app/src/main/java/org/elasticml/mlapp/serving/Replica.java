package org.elasticml.mlapp.serving;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.elasticml.mlapp.config.BatchConfig;
import org.elasticml.mlapp.config.ModelConfig;
import org.elasticml.mlapp.config.ReplicaConfig;
import org.elasticml.mlapp.image.ImageDecoder;
import org.elasticml.mlapp.model.Calibration;
import org.elasticml.mlapp.model.Network;
import org.elasticml.mlapp.model.Precision;
import org.elasticml.mlapp.model.PrecisionChoice;
import org.elasticml.mlapp.quantize.Calibrations;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.Labels;
import org.elasticml.mlapp.weights.WeightsException;
import org.elasticml.mlapp.weights.WeightsSource;
import org.elasticml.web.Service;
import org.jboss.logging.Logger;

/** The running model: loaded and warmed up before the port opens, so that whoever gets through gets an answer. */
@ApplicationScoped
public class Replica {
    private static final Logger LOG = Logger.getLogger(Replica.class);
    private static final Duration MAX_DELAY = Duration.ofSeconds(1);

    private final ModelConfig model;
    private final ReplicaConfig replica;
    private final BatchConfig batch;
    private final MeterRegistry metrics;
    private Network network;
    private Classifier classifier;
    private ServiceTimes times;
    private int bestBatch;
    private Set<Integer> measuredSizes;
    private Description description;

    /**
     * What serves.
     *
     * @param precision what the convolutions compute in
     * @param precisionReason why
     * @param weights their name, see {@link WeightsSource.Found}
     * @param modelHash see {@link ModelHash}
     * @param jpeg what decodes it, see {@link ImageDecoder#jpeg}
     * @param imagesPerSecond measured at warm-up
     */
    public record Description(
            String model,
            String precision,
            String precisionReason,
            String weights,
            String modelHash,
            int classes,
            String jpeg,
            double imagesPerSecond) {}

    Replica(ModelConfig model, ReplicaConfig replica, BatchConfig batch, MeterRegistry metrics) {
        this.model = model;
        this.replica = replica;
        this.batch = batch;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        try {
            load();
        } catch (WeightsException e) {
            throw new Service.CantStart(e.getMessage(), e);
        }
    }

    private void load() throws WeightsException {
        StartTimes phases = new StartTimes();
        phases.done("JVM and framework");
        int cores = Service.atLeastOne(
                "REPLICA_CORES", replica.cores().orElse(Runtime.getRuntime().availableProcessors()));
        int maxBatch = Service.atLeastOne("BATCH_MAX_SIZE", batch.maxSize());
        int capacity = Service.atLeastOne("BATCH_QUEUE_CAPACITY", batch.queueCapacity());
        Duration maxDelay = maxDelay();
        PrecisionChoice precision = precision();
        ImageDecoder decoder = ImageDecoder.fastest(WeightsSource.defaultCache().resolve("native"));
        Model loaded = loadModel(precision.precision(), phases);
        // The weights went through the heap, more than once; serving needs a fraction of that.
        System.gc();
        network = loaded.network();
        BatchRunner runner = new BatchRunner(decoder, network, loaded.labels());
        ExecutorService threads = inferenceThreads(cores);
        WarmUp.Result warm = new WarmUp(threads, cores, runner).run(Math.min(maxBatch, capacity));
        times = warm.serviceTimes();
        BatchRule rule = new BatchRule(warm.bestBatch(), maxDelay.toNanos());
        classifier = new Classifier(
                runner::run, threads, cores, rule, capacity, times, new ReplicaMetrics(metrics, warm, times));
        bestBatch = warm.bestBatch();
        measuredSizes = warm.times().keySet();
        if (!network.fused()) {
            LOG.warnf("no fused operators: %s", network.whyPlain());
        }
        String reason = network.fused()
                ? precision.reason()
                : "fused operators are missing in this PyTorch or on this CPU: plain ones serve";
        description = new Description(
                "resnet18",
                network.precision().toString(),
                reason,
                loaded.weights(),
                loaded.hash(),
                network.classes(),
                decoder.jpeg(),
                warm.imagesPerSecond());
        Gauge.builder("ml_app_precision", () -> 1)
                .description("1 for the precision that serves")
                .tag("precision", description.precision())
                .tag("reason", reason)
                .register(metrics);
        LOG.infof(
                "serving resnet18, %s (%s), weights %s, %s classes, JPEG by %s, on %s core%s: %s images/s in batches of %s",
                description.precision(),
                reason,
                loaded.weights(),
                network.classes(),
                decoder.jpeg(),
                cores,
                cores == 1 ? "" : "s",
                Math.round(warm.imagesPerSecond()),
                warm.bestBatch());
        phases.done("warm-up");
        LOG.infof("ready in %s", phases);
    }

    private record Model(Network network, List<String> labels, String weights, String hash) {}

    private PrecisionChoice precision() {
        Path cpuInfo = Path.of("/proc/cpuinfo");
        try {
            return PrecisionChoice.of(model.precision(), Files.exists(cpuInfo) ? Files.readString(cpuInfo) : "");
        } catch (IllegalArgumentException e) {
            throw new Service.CantStart(e.getMessage(), e);
        } catch (IOException e) {
            throw new Service.CantStart(cpuInfo + " can't be read: " + e.getMessage(), e);
        }
    }

    private Model loadModel(Precision precision, StartTimes phases) throws WeightsException {
        WeightsSource.Found found = new WeightsSource(WeightsSource.defaultCache(), LOG::warn).find(model.weights());
        FoldedResNet18 weights = FoldedResNet18.of(found.state());
        List<String> labels = Labels.of(model.labels().map(Path::of), found.labels(), weights.classes());
        phases.done("weights");
        Network.loadLibraries();
        phases.done("libraries");
        Optional<Calibration> calibration =
                precision == Precision.INT8 ? Optional.of(calibration(weights)) : Optional.empty();
        Network loaded =
                calibration.map(its -> Network.load(weights, its)).orElseGet(() -> Network.load(weights, precision));
        String hash = ModelHash.of(weights, loaded.precision(), calibration, labels);
        phases.done("network");
        return new Model(loaded, labels, found.name(), hash);
    }

    private Calibration calibration(FoldedResNet18 weights) throws WeightsException {
        Calibrations calibrations = new Calibrations(WeightsSource.defaultCache(), LOG::warn);
        return calibrations.of(weights, model.calibration().map(Path::of));
    }

    private Duration maxDelay() {
        Duration delay = batch.maxDelay();
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new Service.CantStart("BATCH_MAX_DELAY is " + delay.toMillis() + " ms; it is from 0 to "
                    + MAX_DELAY.toMillis() + " ms, as in 20ms");
        }
        return delay;
    }

    private static ExecutorService inferenceThreads(int cores) {
        AtomicInteger started = new AtomicInteger();
        return Executors.newFixedThreadPool(cores, task -> {
            Thread thread = new Thread(task, "inference-" + started.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
    }

    void stop(@Observes ShutdownEvent event) {
        if (classifier != null) {
            classifier.close();
        }
        if (network != null) {
            network.close();
        }
    }

    /** See {@link Classifier#classify}. */
    public CompletionStage<Classification> classify(byte[] image, int top, OptionalLong deadlineNanos)
            throws Overloaded {
        return classifier.classify(image, top, deadlineNanos);
    }

    public Description description() {
        return description;
    }

    /**
     * How it batches.
     *
     * @param best the most photos that go through the network at once
     * @param serviceMillis what a batch takes at present, decoding included, by its size
     */
    public record Batching(int best, SortedMap<Integer, Double> serviceMillis) {}

    public Batching batching() {
        SortedMap<Integer, Double> millis = new TreeMap<>();
        measuredSizes.forEach(size -> millis.put(size, 1e3 * times.seconds(size)));
        return new Batching(bestBatch, millis);
    }
}
