package org.elasticml.mlapp.weights;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads the parameters that {@code torch.save} or {@code torch.jit.save} wrote: the zip archive of PyTorch 1.6 and
 * newer (a TorchScript {@code .pt} is one with code beside the data; the code is left alone), or the older sequence
 * of pickles. Layouts: torch/serialization.py and caffe2/serialize/inline_container.h.
 */
final class TorchFile {
    /** What the first of the pickles in an old file holds. */
    private static final String LEGACY_MAGIC = "119547037146038801333356";

    private TorchFile() {}

    /** Where the numbers of a storage come from. */
    @FunctionalInterface
    private interface Storages {
        float[] read(TensorReference.Storage storage) throws IOException, WeightsException;
    }

    static StateDict readArchive(Path file) throws IOException, WeightsException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String prefix = null;
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements() && prefix == null; ) {
                String name = all.nextElement().getName();
                prefix = name.endsWith("/data.pkl") ? name.substring(0, name.length() - 8) : null;
            }
            if (prefix == null) {
                throw new WeightsException("a zip file, but not one of PyTorch's: it has no data.pkl");
            }
            String folder = prefix;
            Object root = TorchUnpickler.unpickle(new java.io.ByteArrayInputStream(entry(zip, folder + "data.pkl")));
            return stateDict(root, storage -> {
                ByteBuffer data = ByteBuffer.wrap(entry(zip, folder + "data/" + storage.key()));
                if (data.remaining() != Math.multiplyExact(storage.elements(), storage.type().bytes)) {
                    throw new WeightsException("the storage '" + storage.key() + "' is cut off");
                }
                return storage.type().read(data, (int) storage.elements());
            });
        } catch (ZipException e) {
            throw new WeightsException("a damaged or cut-off zip file", e);
        }
    }

    /** The entry's bytes; unlike the library's own stream, checked against its CRC. */
    private static byte[] entry(ZipFile zip, String name) throws IOException, WeightsException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new WeightsException("it has no '" + name + "'");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readAllBytes();
            CRC32 crc = new CRC32();
            crc.update(bytes);
            if (crc.getValue() != entry.getCrc()) {
                throw new WeightsException("'" + name + "' is damaged: its checksum is wrong");
            }
            return bytes;
        }
    }

    /** Pickles of: a magic number, a version, the writer's system, the object, the storages' keys; then the storages. */
    static StateDict readLegacy(Path file) throws IOException, WeightsException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (!LEGACY_MAGIC.equals(String.valueOf(TorchUnpickler.unpickle(in)))) {
                throw new WeightsException("a pickle, but not one of torch.save");
            }
            TorchUnpickler.unpickle(in);
            TorchUnpickler.unpickle(in);
            Object root = TorchUnpickler.unpickle(in);
            if (!(TorchUnpickler.unpickle(in) instanceof List<?> keys)) {
                throw new WeightsException("its list of storages is missing");
            }
            Map<String, TensorReference.Storage> storages = new HashMap<>();
            for (TensorReference tensor : tensors(root).values()) {
                storages.put(tensor.storage().key(), tensor.storage());
            }
            Map<TensorReference.Storage, float[]> numbers = new HashMap<>();
            for (Object key : keys) {
                long elements = Long.reverseBytes(in.readLong());
                TensorReference.Storage storage = storages.get(key);
                if (storage == null || storage.elements() != elements) {
                    throw new WeightsException("the storage '" + key + "' does not fit its description");
                }
                byte[] bytes = in.readNBytes(Math.toIntExact(elements * storage.type().bytes));
                if (bytes.length < elements * storage.type().bytes) {
                    throw new WeightsException("the storage '" + key + "' is cut off");
                }
                numbers.put(storage, storage.type().read(ByteBuffer.wrap(bytes), (int) elements));
            }
            return stateDict(root, storage -> {
                if (!numbers.containsKey(storage)) {
                    throw new WeightsException("the storage '" + storage.key() + "' is missing");
                }
                return numbers.get(storage);
            });
        } catch (java.io.EOFException | ArithmeticException e) {
            throw new WeightsException("a damaged or cut-off file", e);
        }
    }

    private static StateDict stateDict(Object root, Storages storages) throws IOException, WeightsException {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, TensorReference> entry : tensors(root).entrySet()) {
            TensorReference tensor = entry.getValue();
            tensors.put(entry.getKey(), tensor.resolve(entry.getKey(), storages.read(tensor.storage())));
        }
        return new StateDict(tensors);
    }

    /** All tensors below the root, by their dotted names: a module's attributes nest, a state dict is flat. */
    private static Map<String, TensorReference> tensors(Object root) throws WeightsException {
        Map<String, TensorReference> tensors = new LinkedHashMap<>();
        collect("", root, tensors, 0);
        if (tensors.isEmpty()) {
            throw new WeightsException("it holds no tensors");
        }
        return tensors;
    }

    private static void collect(String name, Object value, Map<String, TensorReference> tensors, int depth)
            throws WeightsException {
        if (depth > 32) {
            throw new WeightsException("it nests too deeply");
        }
        if (value instanceof TensorReference tensor) {
            tensors.put(name, tensor);
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                collect(
                        name.isEmpty() ? "" + entry.getKey() : name + "." + entry.getKey(),
                        entry.getValue(),
                        tensors,
                        depth + 1);
            }
        }
    }
}
