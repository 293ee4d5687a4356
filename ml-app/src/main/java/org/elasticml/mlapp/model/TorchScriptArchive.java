package org.elasticml.mlapp.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
public final class TorchScriptArchive {
    private static final String SOURCE = "/model/resnet18.py";
    /** The line of the source that stands for the operators. */
    private static final Pattern OPERATORS = Pattern.compile("^ *# \\{operators}.*$", Pattern.MULTILINE);

    private static final String FOLDER = "resnet18/";
    /** The format's version; it settles the meaning of a few operators (here: of division). */
    private static final String VERSION = "10\n";

    private TorchScriptArchive() {}

    /** What the network's convolutions are made of. */
    enum Operators {
        /** Any PyTorch on any CPU has these. */
        PLAIN("/model/operators-plain.py"),
        /** oneDNN's, which need a PyTorch for x86 of about this version. */
        FUSED("/model/operators-fused.py");

        private final String source;

        Operators(String source) {
            this.source = source;
        }
    }

    /** The whole archive; for a full-size ResNet18 45 MB. */
    static byte[] of(FoldedResNet18 network, Operators operators) {
        return of(source(operators), network.weights(), network.biases());
    }

    /**
     * Any network whose source is a class {@code ResNet18} with the attributes {@code training}, {@code dtype} (int),
     * {@code weights} and {@code biases} (lists of tensors).
     */
    public static byte[] of(String source, List<WeightTensor> weights, List<WeightTensor> biases) {
        int numbers = Stream.of(weights, biases)
                .flatMap(List::stream)
                .mapToInt(tensor -> tensor.values().length)
                .sum();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Float.BYTES * numbers + (1 << 16));
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "data.pkl", new ModulePickle().module(weights, biases));
            put(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
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

    private static String source(Operators operators) {
        Matcher line = OPERATORS.matcher(text(SOURCE));
        return line.replaceFirst(Matcher.quoteReplacement(text(operators.source)));
    }

    private static String text(String resource) {
        try (InputStream in = TorchScriptArchive.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a resource", e);
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
