package org.elasticml.bench.contest;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.elasticml.mlapp.model.TorchScriptArchive;
import org.elasticml.mlapp.weights.StateDict;
import org.elasticml.mlapp.weights.WeightTensor;

/** The usual way to serve ResNet18 from Java: a traced model, float32, loaded by DJL with its defaults. Thread-safe. */
public final class TracedResNet18 implements AutoCloseable {
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};
    private static final List<String> NORM = List.of("weight", "bias", "running_mean", "running_var");

    private final ZooModel<NDList, NDList> model;

    private TracedResNet18(ZooModel<NDList, NDList> model) {
        this.model = model;
    }

    /**
     * As {@code torch.jit.trace} would give it, with these weights.
     *
     * @throws IOException if DJL can't load it
     */
    public static TracedResNet18 of(StateDict state) throws IOException {
        Path file = Files.createTempFile("resnet18-", ".pt");
        try {
            try (InputStream archive = archive(state.tensors())) {
                Files.copy(archive, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return load(file);
        } finally {
            Files.delete(file);
        }
    }

    /**
     * From a file that torch wrote.
     *
     * @throws IOException if DJL can't load it
     */
    public static TracedResNet18 load(Path file) throws IOException {
        Threads.onePerCall();
        try {
            return new TracedResNet18(Criteria.builder()
                    .setTypes(NDList.class, NDList.class)
                    .optModelPath(file)
                    .optEngine("PyTorch")
                    .optDevice(Device.cpu())
                    .optTranslator(new NoopTranslator())
                    .build()
                    .loadModel());
        } catch (ModelNotFoundException | MalformedModelException e) {
            throw new IOException(file + " is not a traced model that DJL loads: " + e.getMessage(), e);
        }
    }

    private static InputStream archive(Map<String, WeightTensor> tensors) throws IOException {
        List<WeightTensor> weights = new ArrayList<>();
        List<WeightTensor> rest = new ArrayList<>();
        add(tensors, "conv1", "bn1", weights, rest);
        for (int stage = 1; stage <= 4; stage++) {
            for (int block = 0; block < 2; block++) {
                String name = "layer" + stage + "." + block + ".";
                add(tensors, name + "conv1", name + "bn1", weights, rest);
                add(tensors, name + "conv2", name + "bn2", weights, rest);
                if (stage > 1 && block == 0) {
                    add(tensors, name + "downsample.0", name + "downsample.1", weights, rest);
                }
            }
        }
        weights.add(tensors.get("fc.weight"));
        rest.add(tensors.get("fc.bias"));
        try (InputStream source = TracedResNet18.class.getResourceAsStream("/traced/resnet18.py")) {
            return TorchScriptArchive.of(
                    new String(source.readAllBytes(), StandardCharsets.UTF_8), weights, rest, List.of());
        }
    }

    private static void add(
            Map<String, WeightTensor> tensors,
            String convolution,
            String norm,
            List<WeightTensor> weights,
            List<WeightTensor> rest) {
        weights.add(tensors.get(convolution + ".weight"));
        NORM.forEach(part -> rest.add(tensors.get(norm + "." + part)));
    }

    /** Runs the model on one batch, again and again; for one thread. */
    public final class Runner implements AutoCloseable {
        private final NDManager manager = model.getNDManager().newSubManager();
        private final Predictor<NDList, NDList> predictor = model.newPredictor();
        private final NDList images;
        private final int size;

        private Runner(List<byte[]> prepared) {
            size = prepared.size();
            images = new NDList(manager.create(normalised(prepared), new Shape(size, 3, 224, 224)));
        }

        /** The raw outputs, one row a photo, one column a class. */
        public float[][] logits() throws TranslateException {
            try (NDList output = predictor.predict(images)) {
                NDArray logits = output.singletonOrThrow();
                int classes = (int) logits.getShape().get(1);
                float[] flat = logits.toFloatArray();
                float[][] rows = new float[size][classes];
                for (int row = 0; row < size; row++) {
                    System.arraycopy(flat, row * classes, rows[row], 0, classes);
                }
                return rows;
            }
        }

        @Override
        public void close() {
            predictor.close();
            manager.close();
        }
    }

    /**
     * @param prepared photos, each 3 · 224 · 224 bytes, channel by channel
     */
    public Runner runner(List<byte[]> prepared) {
        return new Runner(prepared);
    }

    private static float[] normalised(List<byte[]> prepared) {
        int each = prepared.get(0).length;
        float[] values = new float[prepared.size() * each];
        for (int i = 0; i < values.length; i++) {
            int channel = i % each / (each / 3);
            int level = prepared.get(i / each)[i % each] & 0xff;
            values[i] = (level / 255f - MEAN[channel]) / DEVIATION[channel];
        }
        return values;
    }

    @Override
    public void close() {
        model.close();
    }
}
