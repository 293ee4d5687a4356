package org.elasticml.mlapp.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.model.TorchScriptArchive.Operators;
import org.elasticml.mlapp.weights.FoldedResNet18;

/**
 * ResNet18 in libtorch: the methods of {@code resnet18.py}, callable from Java. Thread-safe; each call runs on its
 * caller's thread alone, so that as many calls run in parallel as there are callers.
 */
public final class Network implements AutoCloseable {
    static {
        // One thread a call; parallelism comes from several callers. The engine reads these once, when it loads.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        // DJL reports its use from some clouds unless told not to.
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    /** Whether this thread has been told not to specialise the graph: see {@link #withoutProfiling}. */
    private static final ThreadLocal<Boolean> PREPARED_THREAD = new ThreadLocal<>();

    private final PtNDManager manager;
    private final PtSymbolBlock module;
    private final int classes;
    private final Precision precision;
    private final boolean fused;
    private String whyPlain = "";

    /** Loads libtorch, if it is not: 0.4 s that need not be waited for before the weights are at hand. */
    public static void loadLibraries() {
        Engine.getEngine("PyTorch");
    }

    /**
     * Loads the network into libtorch, with fused operators where they are to be had; else with plain ones, in fp32.
     *
     * @param wanted what to compute in; for {@link Precision#INT8} there is {@link #load(FoldedResNet18, Calibration)}
     */
    public static Network load(FoldedResNet18 weights, Precision wanted) {
        try {
            return new Network(weights, wanted, Operators.FUSED);
        } catch (EngineException e) {
            return plain(weights, e);
        }
    }

    /**
     * Loads the network in int8; where its operators are not to be had, with plain ones in fp32.
     *
     * @param calibration of these weights
     */
    public static Network load(FoldedResNet18 weights, Calibration calibration) {
        try {
            return new Network(weights, Precision.INT8, Operators.INT8, calibration.steps(weights));
        } catch (EngineException e) {
            return plain(weights, e);
        }
    }

    private static Network plain(FoldedResNet18 weights, EngineException why) {
        Network network = new Network(weights, Precision.FP32, Operators.PLAIN);
        // The interpreter's own error is the last line; before it is where in the source.
        network.whyPlain = String.valueOf(why.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .reduce("", (first, last) -> last);
        return network;
    }

    Network(FoldedResNet18 weights, Precision precision, Operators operators) {
        this(weights, precision, operators, List.of());
    }

    private Network(FoldedResNet18 weights, Precision precision, Operators operators, List<Double> steps) {
        this.manager = (PtNDManager) NDManager.newBaseManager(Device.cpu(), "PyTorch");
        this.classes = weights.classes();
        this.precision = precision;
        this.fused = operators == Operators.FUSED || operators == Operators.INT8;
        try {
            this.module = module(weights, operators, steps);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private PtSymbolBlock module(FoldedResNet18 weights, Operators operators, List<Double> steps) {
        try {
            PtSymbolBlock loaded =
                    JniUtils.loadModule(manager, TorchScriptArchive.of(weights, operators, steps), false, false);
            withoutProfiling();
            try (IValue type = IValue.from(precision.torchType);
                    IValue packed = IValueUtils.runMethod(loaded, "pack", type)) {
                if (packed.toLong() != precision.torchType) {
                    throw new IllegalStateException(operators + " operators do not compute in " + precision);
                }
            }
            return loaded;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** What it computes in; not what was wanted where the fused operators are missing. */
    public Precision precision() {
        return precision;
    }

    /** Why it does not run oneDNN's fused operators though it was to; empty if it does. */
    public String whyPlain() {
        return whyPlain;
    }

    /** Whether it runs oneDNN's fused operators. */
    public boolean fused() {
        return fused;
    }

    /** How many classes it tells apart. */
    public int classes() {
        return classes;
    }

    /**
     * The most probable classes of one photo, best first.
     *
     * @param numbers of the classes, from 0
     * @param probabilities of each, from 0 to 1; over all classes they sum to 1
     */
    public record Ranking(int[] numbers, float[] probabilities) {}

    /** Photos on their way into the network, prepared one by one so that only one is held at full size. */
    public final class Batch implements AutoCloseable {
        private final PtNDManager scope = (PtNDManager) manager.newSubManager();
        private final List<PtNDArray> prepared = new ArrayList<>();

        private Batch() {}

        /** Resizes and crops the photo and adds it. */
        public void add(RgbImage image) {
            try (PtNDArray pixels =
                    scope.create(image.rgb(), new Shape(image.height(), image.width(), 3), DataType.UINT8)) {
                prepared.add(call("prepare", result -> result.toTensor(scope), IValue.from(pixels)));
            }
        }

        public int size() {
            return prepared.size();
        }

        /** The pixels that the network sees of one photo: 3 · 224 · 224 bytes, channel by channel. */
        public byte[] prepared(int photo) {
            return prepared.get(photo).toByteArray();
        }

        /** The raw outputs, one row a photo, one column a class. */
        public float[][] logits() {
            NDArray logits = call("logits", result -> result.toTensor(scope), images());
            return matrix(logits.toFloatArray(), size());
        }

        /**
         * The rankings of all photos, in the order in which they were added.
         *
         * @param top how many classes of each, from 1 to {@link #classes()}
         */
        public List<Ranking> classify(int top) {
            NDArray[] outputs = call(
                    "classify",
                    result -> Arrays.stream(result.toIValueTuple())
                            .map(output -> output.toTensor(scope))
                            .toArray(NDArray[]::new),
                    images(),
                    IValue.from((long) top));
            float[] probabilities = outputs[0].toFloatArray();
            long[] numbers = outputs[1].toLongArray();
            return rows(
                            size(),
                            row -> new Ranking(
                                    Arrays.stream(numbers, row * top, (row + 1) * top)
                                            .mapToInt(Math::toIntExact)
                                            .toArray(),
                                    Arrays.copyOfRange(probabilities, row * top, (row + 1) * top)))
                    .toList();
        }

        private IValue images() {
            return IValue.listFrom(prepared.toArray(PtNDArray[]::new));
        }

        @Override
        public void close() {
            scope.close();
        }
    }

    /** What the observed operators counted. */
    NDArray observed() {
        return call("observed", result -> result.toTensor(manager));
    }

    static float[][] matrix(float[] rowMajor, int rows) {
        int columns = rowMajor.length / rows;
        return rows(rows, row -> Arrays.copyOfRange(rowMajor, row * columns, (row + 1) * columns))
                .toArray(float[][]::new);
    }

    private static <T> java.util.stream.Stream<T> rows(int count, java.util.function.IntFunction<T> row) {
        return java.util.stream.IntStream.range(0, count).mapToObj(row);
    }

    /** A new, empty batch; to be closed. */
    public Batch newBatch() {
        return new Batch();
    }

    private <T> T call(String method, Function<IValue, T> read, IValue... arguments) {
        withoutProfiling();
        try (IValue result = IValueUtils.runMethod(module, method, arguments)) {
            return read.apply(result);
        } finally {
            for (IValue argument : arguments) {
                argument.close();
            }
        }
    }

    /**
     * Libtorch would run a method twice to profile it and then once more to compile it for these very shapes, again
     * for each batch size. What that buys is already in the source, and the first requests would pay for it.
     */
    private static void withoutProfiling() {
        if (PREPARED_THREAD.get() == null) {
            JniUtils.setGraphExecutorOptimize(false);
            PREPARED_THREAD.set(true);
        }
    }

    @Override
    public void close() {
        module.close();
        manager.close();
    }
}
