package org.elasticml.mlapp.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.WeightTensor;

/**
 * Puts the network's source and its weights into the archive that libtorch loads: a zip of stored entries with the
 * code, the module as a pickle ({@code data.pkl}), and the tensors' raw numbers ({@code data/0} …). Layout:
 * torch/csrc/jit/serialization/export_module.cpp and caffe2/serialize/inline_container.h.
 */
final class TorchScriptArchive {
    private static final String SOURCE = "/model/resnet18.py";
    private static final String FOLDER = "resnet18/";
    /** The format's version; it settles the meaning of a few operators (here: of division). */
    private static final String VERSION = "10\n";

    private TorchScriptArchive() {}

    /** The whole archive; for a full-size ResNet18 45 MB. */
    static byte[] of(FoldedResNet18 network) {
        List<WeightTensor> weights = network.weights();
        List<WeightTensor> biases = network.biases();
        int numbers = 0;
        for (int i = 0; i < weights.size(); i++) {
            numbers += weights.get(i).values().length + biases.get(i).values().length;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Float.BYTES * numbers + (1 << 16));
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "data.pkl", new ModulePickle().module(weights, biases));
            put(zip, "code/__torch__.py", source());
            put(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            int key = 0;
            for (List<WeightTensor> tensors : List.of(weights, biases)) {
                for (WeightTensor tensor : tensors) {
                    put(zip, "data/" + key++, littleEndian(tensor.values()));
                }
            }
            put(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
            put(zip, "version", VERSION.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] source() throws IOException {
        try (InputStream in = TorchScriptArchive.class.getResourceAsStream(SOURCE)) {
            return in.readAllBytes();
        }
    }

    private static byte[] littleEndian(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(FOLDER + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
