package org.elasticml.bench.contest;

import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.elasticml.bench.Photographs;
import org.elasticml.bench.UsageException;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.model.Calibration;
import org.elasticml.mlapp.model.Calibrator;
import org.elasticml.mlapp.model.Network;
import org.elasticml.mlapp.model.Precision;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.StateDict;
import org.elasticml.mlapp.weights.WeightsException;
import org.elasticml.mlapp.weights.WeightsSource;

/** The network alone, from prepared photos to logits: ours in each precision, and the usual way. */
public final class Networks {
    public static final String TRACED = "traced fp32";

    private final StateDict state;

    /**
     * @param weights as {@code MODEL_WEIGHTS} takes them
     * @throws WeightsException if they can't be had
     */
    public Networks(String weights) throws WeightsException {
        state = new WeightsSource(WeightsSource.defaultCache(), System.err::println)
                .find(Optional.of(weights))
                .state();
    }

    /**
     * Ours.
     *
     * @throws WeightsException if it can't be loaded in this precision
     */
    public Network load(Precision precision) throws WeightsException {
        FoldedResNet18 weights = FoldedResNet18.of(state);
        Network network = precision == Precision.INT8
                ? Network.load(weights, calibration(weights))
                : Network.load(weights, precision);
        if (network.precision() != precision) {
            network.close();
            throw new WeightsException("fused operators are missing here, so there is no " + precision);
        }
        return network;
    }

    /** By drawn photos: what is measured here does not depend on where the limits lie. */
    private static Calibration calibration(FoldedResNet18 weights) throws WeightsException {
        try (Calibrator calibrator = new Calibrator(weights)) {
            Photographs.decoded(Optional.empty(), 8).forEach(calibrator::observe);
            return calibrator.calibration("drawn photos");
        } catch (IOException | UsageException e) {
            throw new WeightsException("int8 can't be calibrated: " + e.getMessage(), e);
        }
    }

    /** The usual way, with the same weights. */
    public TracedResNet18 traced() throws IOException {
        return TracedResNet18.of(state);
    }

    /** Ours on as many threads as are wanted, each with a batch of these photos. Closes the network in the end. */
    static Contender ours(Network network, List<RgbImage> photos, int threads) {
        List<Network.Batch> batches = new ArrayList<>();
        List<Workers.Task> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Network.Batch batch = batch(network, photos);
            batches.add(batch);
            tasks.add(() -> batch.logits().length);
        }
        return new Workers("ours " + network.precision(), tasks, () -> {
            batches.forEach(Network.Batch::close);
            network.close();
        });
    }

    /** The same of a traced model. */
    static Contender traced(String name, TracedResNet18 model, List<byte[]> prepared, int threads) {
        List<TracedResNet18.Runner> runners = new ArrayList<>();
        List<Workers.Task> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            TracedResNet18.Runner runner = model.runner(prepared);
            runners.add(runner);
            tasks.add(() -> runner.logits().length);
        }
        return new Workers(name, tasks, () -> {
            runners.forEach(TracedResNet18.Runner::close);
            model.close();
        });
    }

    /** A batch of these photos, ready to run; to be closed. */
    public static Network.Batch batch(Network network, List<RgbImage> photos) {
        Network.Batch batch = network.newBatch();
        photos.forEach(batch::add);
        return batch;
    }

    /**
     * What a network sees of these photos. Prepared on a thread of its own: calling ours turns libtorch's optimiser of
     * graphs off for the thread, and a traced model that the caller measures then would lose it.
     */
    public List<byte[]> prepared(List<RgbImage> photos) throws WeightsException {
        try {
            return CompletableFuture.supplyAsync(() -> preparedHere(photos), task -> new Thread(task).start())
                    .join();
        } catch (CompletionException e) {
            throw new WeightsException("the photos can't be prepared: " + e.getCause(), e);
        }
    }

    private List<byte[]> preparedHere(List<RgbImage> photos) {
        try (Network network = load(Precision.FP32);
                Network.Batch batch = batch(network, photos)) {
            return IntStream.range(0, batch.size()).mapToObj(batch::prepared).toList();
        } catch (WeightsException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * All of them, on these photos as one batch; the traced model first.
     *
     * @param tracedFile a model that torch traced, to be measured as well
     */
    List<Contender> contenders(
            List<Precision> precisions, Optional<Path> tracedFile, List<RgbImage> photos, int threads)
            throws WeightsException, IOException {
        List<byte[]> prepared = prepared(photos);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(traced(TRACED, traced(), prepared, threads));
        if (tracedFile.isPresent()) {
            contenders.add(traced("traced by torch", TracedResNet18.load(tracedFile.get()), prepared, threads));
        }
        for (Precision precision : precisions) {
            contenders.add(ours(load(precision), photos, threads));
        }
        return contenders;
    }

    /** ‖ours − traced‖ ÷ ‖traced‖ over the logits of these photos: that both do the same work. */
    double relativeError(Precision precision, List<RgbImage> photos) throws WeightsException, IOException {
        try (Network network = load(precision);
                Network.Batch batch = batch(network, photos);
                TracedResNet18 model = traced();
                TracedResNet18.Runner runner = model.runner(prepared(photos))) {
            float[][] expected = runner.logits();
            float[][] found = batch.logits();
            double difference = 0;
            double norm = 0;
            for (int row = 0; row < expected.length; row++) {
                for (int column = 0; column < expected[row].length; column++) {
                    difference += Math.pow(found[row][column] - expected[row][column], 2);
                    norm += Math.pow(expected[row][column], 2);
                }
            }
            return Math.sqrt(difference / norm);
        } catch (TranslateException e) {
            throw new IOException("the traced model does not run: " + e.getMessage(), e);
        }
    }
}
