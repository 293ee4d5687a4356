package org.elasticml.mlapp.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.elasticml.mlapp.image.ImageDecoder;
import org.elasticml.mlapp.image.RgbImage;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.StateDict;
import org.elasticml.mlapp.weights.WeightTensor;
import org.elasticml.mlapp.weights.WeightsSource;

/**
 * Writes what {@code src/test/parity/compare.py} compares with torchvision: weights drawn from seed 1 as safetensors,
 * and for each photo its prepared pixels and logits. Arguments: the folder of photos, the folder to write to.
 */
final class ParityExport {
    private ParityExport() {}

    public static void main(String[] args) throws Exception {
        Path photos = Path.of(args[0]);
        Path out = Files.createDirectories(Path.of(args[1]));
        StateDict state = new WeightsSource(out, System.err::println)
                .find(Optional.of("seeded:1"))
                .state();
        writeSafetensors(state, out.resolve("seeded-1.safetensors"));
        List<Path> files;
        try (Stream<Path> all = Files.list(photos)) {
            files = all.filter(file -> file.toString().endsWith(".JPEG"))
                    .sorted()
                    .toList();
        }
        ImageDecoder decoder = ImageDecoder.fastest(out);
        Map<String, float[]> logits = new TreeMap<>();
        try (Network network = Network.load(FoldedResNet18.of(state), Precision.FP32)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                try (RgbImage image = decoder.decode(Files.readAllBytes(file));
                        Network.Batch batch = network.newBatch()) {
                    batch.add(image);
                    Files.write(out.resolve(name + ".prepared"), batch.prepared(0));
                    logits.put(name, batch.logits()[0]);
                }
            }
        }
        new ObjectMapper().writeValue(out.resolve("logits.json").toFile(), logits);
    }

    private static void writeSafetensors(StateDict state, Path file) throws IOException {
        Map<String, Object> header = new LinkedHashMap<>();
        long offset = 0;
        for (Map.Entry<String, WeightTensor> entry : state.tensors().entrySet()) {
            long bytes = 4L * entry.getValue().values().length;
            header.put(
                    entry.getKey(),
                    Map.of(
                            "dtype",
                            "F32",
                            "shape",
                            entry.getValue().shape(),
                            "data_offsets",
                            List.of(offset, offset + bytes)));
            offset += bytes;
        }
        byte[] text = new ObjectMapper().writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(text.length)
                    .array());
            out.write(text);
            for (WeightTensor tensor : state.tensors().values()) {
                ByteBuffer numbers =
                        ByteBuffer.allocate(4 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
                numbers.asFloatBuffer().put(tensor.values());
                out.write(numbers.array());
            }
        }
    }
}
