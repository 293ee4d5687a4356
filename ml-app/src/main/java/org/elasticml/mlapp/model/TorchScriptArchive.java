package org.elasticml.mlapp.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
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
        FUSED("/model/operators-fused.py"),
        /** oneDNN's on 8-bit integers. */
        INT8("/model/operators-int8.py"),
        /** The plain ones, counting the sizes of what they put out. */
        OBSERVED("/model/operators-observed.py");

        private final String source;

        Operators(String source) {
            this.source = source;
        }
    }

    /** What an entry of the archive is called, and its content, made when its turn comes. */
    private record Entry(String name, Supplier<byte[]> content) {}

    /**
     * The whole archive, 45 MB for a full-size ResNet18, an entry at a time: no more than one is held in memory.
     *
     * @param steps see {@link Calibration#steps}; none but for {@link Operators#INT8}
     */
    static InputStream of(FoldedResNet18 network, Operators operators, List<Double> steps) {
        return of(source(operators), network.weights(), network.biases(), steps);
    }

    /** Any network whose source is a class {@code ResNet18} with the attributes of {@code resnet18.py}. */
    public static InputStream of(
            String source, List<WeightTensor> weights, List<WeightTensor> biases, List<Double> steps) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry("data.pkl", () -> new ModulePickle().module(weights, biases, steps)));
        entries.add(new Entry("code/__torch__.py", () -> source.getBytes(StandardCharsets.UTF_8)));
        entries.add(new Entry("constants.pkl", () -> new byte[] {(byte) 0x80, 2, ')', '.'}));
        Stream.concat(weights.stream(), biases.stream())
                .forEach(tensor -> entries.add(new Entry("data/" + (entries.size() - 3), tensor::littleEndian)));
        entries.add(new Entry("byteorder", () -> "little".getBytes(StandardCharsets.US_ASCII)));
        entries.add(new Entry("version", () -> VERSION.getBytes(StandardCharsets.US_ASCII)));
        return new ZipStream(entries.iterator());
    }

    /** Zips when it is read. */
    private static final class ZipStream extends InputStream {
        private final Iterator<Entry> entries;
        private final Zipped zipped = new Zipped();
        private final ZipOutputStream zip = new ZipOutputStream(zipped);
        private boolean finished;

        ZipStream(Iterator<Entry> entries) {
            this.entries = entries;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            while (zipped.isTaken() && !finished) {
                zipped.reset();
                if (entries.hasNext()) {
                    Entry entry = entries.next();
                    put(zip, entry.name(), entry.content().get());
                } else {
                    zip.close();
                    finished = true;
                }
            }
            return zipped.take(to, offset, length);
        }
    }

    /** What was written and not yet read. */
    private static final class Zipped extends ByteArrayOutputStream {
        private int taken;

        boolean isTaken() {
            return taken == count;
        }

        int take(byte[] to, int offset, int length) {
            int some = Math.min(length, count - taken);
            System.arraycopy(buf, taken, to, offset, some);
            taken += some;
            return some == 0 && length > 0 ? -1 : some;
        }

        @Override
        public void reset() {
            super.reset();
            taken = 0;
        }
    }

    private static String source(Operators operators) {
        Matcher line = OPERATORS.matcher(text(SOURCE));
        return line.replaceFirst(Matcher.quoteReplacement(text(operators.source)));
    }

    private static String text(String resource) {
        try (InputStream in = TorchScriptArchive.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the resource " + resource, e);
        }
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
