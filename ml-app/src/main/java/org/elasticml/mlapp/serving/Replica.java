package org.elasticml.mlapp.serving;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.elasticml.mlapp.config.BatchConfig;
import org.elasticml.mlapp.config.ModelConfig;
import org.elasticml.mlapp.config.ReplicaConfig;
import org.elasticml.mlapp.model.Network;
import org.elasticml.mlapp.model.Precision;
import org.elasticml.mlapp.model.PrecisionChoice;
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

    private final ModelConfig model;
    private final ReplicaConfig replica;
    private final BatchConfig batch;
    private final MeterRegistry metrics;
    private Network network;
    private Classifier classifier;
    private Description description;

    /**
     * What serves.
     *
     * @param precision what the convolutions compute in
     * @param precisionReason why
     * @param weights their name, see {@link WeightsSource.Found}
     * @param imagesPerSecond measured at warm-up
     */
    public record Description(
            String model,
            String precision,
            String precisionReason,
            String weights,
            int classes,
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
        StartTimes times = new StartTimes();
        times.done("JVM and framework");
        int cores = Service.atLeastOne(
                "REPLICA_CORES", replica.cores().orElse(Runtime.getRuntime().availableProcessors()));
        int maxBatch = Service.atLeastOne("BATCH_MAX_SIZE", batch.maxSize());
        int capacity = Service.atLeastOne("BATCH_QUEUE_CAPACITY", batch.queueCapacity());
        PrecisionChoice precision = precision();
        Model loaded = loadModel(precision.precision(), times);
        // The weights went through the heap, more than once; serving needs a fraction of that.
        System.gc();
        network = loaded.network();
        classifier = new Classifier(network, loaded.labels(), cores, maxBatch, capacity, meters());
        double imagesPerSecond = WarmUp.imagesPerSecond(classifier, Math.min(capacity, 2 * maxBatch * cores));
        String reason = network.fused()
                ? precision.reason()
                : "fused operators are missing in this PyTorch or on this CPU: plain ones serve";
        description = new Description(
                "resnet18",
                network.precision().toString(),
                reason,
                loaded.weights(),
                network.classes(),
                imagesPerSecond);
        Gauge.builder("ml_app_precision", () -> 1)
                .description("1 for the precision that serves")
                .tag("precision", description.precision())
                .tag("reason", reason)
                .register(metrics);
        Gauge.builder("ml_app_images_per_second", description, Description::imagesPerSecond)
                .description("What the replica did at warm-up, decoding included")
                .strongReference(true)
                .register(metrics);
        LOG.infof(
                "serving resnet18, %s (%s), weights %s, %s classes, on %s core%s: %s images/s",
                description.precision(),
                reason,
                loaded.weights(),
                network.classes(),
                cores,
                cores == 1 ? "" : "s",
                Math.round(imagesPerSecond));
        times.done("warm-up");
        LOG.infof("ready in %s", times);
    }

    private record Model(Network network, List<String> labels, String weights) {}

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

    private Model loadModel(Precision precision, StartTimes times) throws WeightsException {
        WeightsSource.Found found = new WeightsSource(WeightsSource.defaultCache(), LOG::warn).find(model.weights());
        FoldedResNet18 weights = FoldedResNet18.of(found.state());
        List<String> labels = Labels.of(model.labels().map(Path::of), found.labels(), weights.classes());
        times.done("weights");
        Network.loadLibraries();
        times.done("libraries");
        Network loaded = Network.load(weights, precision);
        times.done("network");
        return new Model(loaded, labels, found.name());
    }

    private Classifier.Observer meters() {
        DistributionSummary sizes =
                DistributionSummary.builder("ml_app_batch_size").register(metrics);
        Timer waits = Timer.builder("ml_app_queue_seconds").register(metrics);
        return new Classifier.Observer() {
            @Override
            public void batch(int size, double seconds) {
                sizes.record(size);
                metrics.timer("ml_app_service_seconds", "batch", Integer.toString(size))
                        .record(Duration.ofNanos((long) (seconds * 1e9)));
            }

            @Override
            public void waited(double seconds) {
                waits.record(Duration.ofNanos((long) (seconds * 1e9)));
            }
        };
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
    public CompletionStage<Classification> classify(byte[] image, int top) throws Overloaded {
        return classifier.classify(image, top);
    }

    public Description description() {
        return description;
    }
}
