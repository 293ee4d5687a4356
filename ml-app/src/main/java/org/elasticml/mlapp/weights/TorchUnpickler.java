package org.elasticml.mlapp.weights;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Unpickles what torch writes, and nothing else. A pickle names the functions to call while it is read, so the names
 * are the danger: allowed are torch's tensor rebuilders, its storage types, {@code OrderedDict}, and the classes of a
 * TorchScript module ({@code __torch__.*}), which become containers without behaviour. Any other is refused by name.
 */
final class TorchUnpickler extends Unpickler {
    /** An {@code OrderedDict}, or a TorchScript object with its attributes. Public, since the library reflects on it. */
    public static final class Container extends HashMap<Object, Object> {
        /** Attributes of a TorchScript object; those of an {@code OrderedDict} (its version numbers) say nothing. */
        public void __setstate__(HashMap<?, ?> attributes) {
            if (isEmpty()) {
                putAll(attributes);
            }
        }

        /** A TorchScript object of a class that saves itself in its own way; nothing that we read. */
        public void __setstate__(Object[] state) {}
    }

    private record StorageType(ElementType type) implements IObjectConstructor {
        @Override
        public Object construct(Object[] args) {
            throw new PickleException("a storage is not made by a call");
        }
    }

    private static final IObjectConstructor CONTAINER = args -> new Container();
    private static final IObjectConstructor TYPED_LIST = args -> args.length == 0 ? List.of() : args[0];
    private static final Map<String, IObjectConstructor> ALLOWED = allowed();

    private static Map<String, IObjectConstructor> allowed() {
        Map<String, IObjectConstructor> allowed = new HashMap<>(Map.of(
                "collections.OrderedDict", CONTAINER,
                "torch._utils._rebuild_tensor", TorchUnpickler::tensor,
                "torch._utils._rebuild_tensor_v2", TorchUnpickler::tensor,
                "torch._utils._rebuild_parameter", args -> args[0],
                "torch.jit._pickle.build_intlist", TYPED_LIST,
                "torch.jit._pickle.build_doublelist", TYPED_LIST,
                "torch.jit._pickle.build_boollist", TYPED_LIST,
                "torch.jit._pickle.build_tensorlist", TYPED_LIST,
                "torch.jit._pickle.restore_type_tag", TYPED_LIST));
        for (ElementType type : ElementType.values()) {
            allowed.put("torch." + type.torchStorage, new StorageType(type));
        }
        return Map.copyOf(allowed);
    }

    private TorchUnpickler() {}

    /**
     * The next pickle of the stream.
     *
     * @return maps, lists, numbers, strings, {@link Container}s and {@link TensorReference}s
     * @throws WeightsException if it is damaged, or names what is not allowed
     */
    static Object unpickle(InputStream in) throws WeightsException {
        try {
            return new TorchUnpickler().load(in);
        } catch (IOException | RuntimeException e) {
            if (e instanceof Forbidden) {
                throw new WeightsException(e.getMessage(), e);
            }
            throw new WeightsException("its pickle is damaged", e);
        }
    }

    private static final class Forbidden extends PickleException {
        Forbidden(String what) {
            super("its pickle asks for '" + what + "', which is refused: only tensors are read");
        }
    }

    @Override
    protected Object dispatch(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.GLOBAL -> {
                String module = PickleUtils.readline(input);
                stack.add(named(module, PickleUtils.readline(input)));
            }
            case Opcodes.STACK_GLOBAL -> {
                String name = (String) stack.pop();
                stack.add(named((String) stack.pop(), name));
            }
            case Opcodes.INST -> {
                String module = PickleUtils.readline(input);
                throw new Forbidden(module + "." + PickleUtils.readline(input));
            }
            case Opcodes.EXT1, Opcodes.EXT2, Opcodes.EXT4 -> throw new Forbidden("an extension code");
            default -> {
                return super.dispatch(opcode);
            }
        }
        return NO_RETURN_VALUE;
    }

    private static IObjectConstructor named(String module, String name) {
        String global = module + "." + name;
        IObjectConstructor constructor = global.startsWith("__torch__.") ? CONTAINER : ALLOWED.get(global);
        if (constructor == null) {
            throw new Forbidden(global);
        }
        return constructor;
    }

    /** A storage: {@code ('storage', type, key, device, elements)}, with a view's own key after it in old files. */
    @Override
    protected Object persistentLoad(Object id) {
        Object[] parts = (Object[]) id;
        if (!"storage".equals(parts[0])) {
            throw new PickleException("not a storage");
        }
        if (parts.length > 5 && parts[5] != null) {
            throw new PickleException("a storage that is a view of another is not read");
        }
        return new TensorReference.Storage(
                ((StorageType) parts[1]).type(), (String) parts[2], ((Number) parts[4]).longValue());
    }

    /** Arguments: storage, offset, size, stride, and more that does not concern the numbers. */
    private static Object tensor(Object[] args) {
        return new TensorReference(
                (TensorReference.Storage) args[0], ((Number) args[1]).longValue(), longs(args[2]), longs(args[3]));
    }

    private static long[] longs(Object tuple) {
        return Arrays.stream((Object[]) tuple)
                .mapToLong(length -> ((Number) length).longValue())
                .toArray();
    }
}
