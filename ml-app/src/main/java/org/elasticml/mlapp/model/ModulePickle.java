package org.elasticml.mlapp.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.elasticml.mlapp.weights.WeightTensor;

/**
 * Writes the one pickle a TorchScript archive needs: the module with its attributes, its tensors as references to
 * storages. Pickle protocol 2; the opcodes are those of Python's pickletools.
 */
final class ModulePickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int nextStorage;

    /** The module of {@code resnet18.py}; storages are numbered from 0, weights first. */
    byte[] module(List<WeightTensor> weights, List<WeightTensor> biases, List<Double> steps) {
        out.write(0x80);
        out.write(2);
        global("__torch__", "ResNet18");
        out.write(')'); // empty tuple
        out.write(0x81); // NEWOBJ
        out.write('}'); // empty dict
        out.write('('); // MARK
        string("training");
        out.write(0x89); // False
        string("dtype");
        integer(6); // float32, until the module packs its weights
        string("weights");
        list("build_tensorlist", () -> weights.forEach(this::tensor));
        string("biases");
        list("build_tensorlist", () -> biases.forEach(this::tensor));
        string("steps");
        list("build_doublelist", () -> steps.forEach(this::number));
        string("weight_steps");
        list("build_tensorlist", () -> {});
        string("sources");
        list("build_intlist", () -> {});
        string("shortcuts");
        list("build_intlist", () -> {});
        string("histograms");
        list("build_tensorlist", () -> {});
        out.write('u'); // SETITEMS
        out.write('b'); // BUILD
        out.write('.'); // STOP
        return out.toByteArray();
    }

    /** A list of one type; {@code build} names torch's constructor of it. */
    private void list(String build, Runnable elements) {
        global("torch.jit._pickle", build);
        out.write('(');
        out.write(']'); // empty list
        out.write('(');
        elements.run();
        out.write('e'); // APPENDS
        out.write('t');
        out.write('R');
    }

    /** {@code _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks)}. */
    private void tensor(WeightTensor tensor) {
        long[] shape = tensor.shape();
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        global("torch._utils", "_rebuild_tensor_v2");
        out.write('(');
        storage(tensor.values().length);
        integer(0);
        tuple(shape);
        tuple(strides);
        out.write(0x89);
        global("collections", "OrderedDict");
        out.write(')');
        out.write('R'); // REDUCE
        out.write('t'); // TUPLE
        out.write('R');
    }

    /** {@code ('storage', type, key, device, elements)}. */
    private void storage(int elements) {
        out.write('(');
        string("storage");
        global("torch", "FloatStorage");
        string(Integer.toString(nextStorage++));
        string("cpu");
        integer(elements);
        out.write('t');
        out.write('Q'); // BINPERSID
    }

    private void tuple(long[] values) {
        out.write('(');
        for (long value : values) {
            integer((int) value);
        }
        out.write('t');
    }

    private void global(String module, String name) {
        out.write('c'); // GLOBAL
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write('X'); // BINUNICODE
        int32(bytes.length);
        out.writeBytes(bytes);
    }

    private void number(double value) {
        out.write('G'); // BINFLOAT, big endian
        out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    }

    private void integer(int value) {
        out.write('J'); // BININT
        int32(value);
    }

    private void int32(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }
}
