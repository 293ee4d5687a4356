package org.elasticml.mlapp.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the safetensors format: the header's length (8 bytes, little-endian), the header (JSON: name → dtype, shape,
 * data_offsets), the numbers. Format: the "safetensors" project's README, section "Format".
 */
final class Safetensors {
    /** The format's own bound. */
    private static final long MAX_HEADER_BYTES = 100_000_000;

    private Safetensors() {}

    static StateDict read(byte[] file) throws WeightsException {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long headerBytes = file.length < 8 ? -1 : buffer.getLong();
        if (headerBytes < 2 || headerBytes > Math.min(MAX_HEADER_BYTES, buffer.remaining())) {
            throw new WeightsException("not a safetensors file: its header's length is wrong");
        }
        JsonNode header;
        try {
            header = new ObjectMapper().readTree(file, 8, (int) headerBytes);
        } catch (JsonProcessingException e) {
            throw new WeightsException("not a safetensors file: its header is not JSON", e);
        } catch (java.io.IOException e) {
            throw new AssertionError("reading from memory", e);
        }
        ByteBuffer data = ByteBuffer.wrap(file, 8 + (int) headerBytes, file.length - 8 - (int) headerBytes)
                .slice();
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), data));
            }
        }
        return new StateDict(tensors);
    }

    private static WeightTensor tensor(String name, JsonNode entry, ByteBuffer data) throws WeightsException {
        ElementType type;
        try {
            type = ElementType.valueOf(entry.path("dtype").asText());
        } catch (IllegalArgumentException e) {
            throw new WeightsException(
                    "safetensors: '" + name + "' has the type " + entry.path("dtype") + ", which is not read here", e);
        }
        long[] shape = new long[entry.path("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = entry.path("shape").path(i).asLong(-1);
        }
        long from = entry.path("data_offsets").path(0).asLong(-1);
        long to = entry.path("data_offsets").path(1).asLong(-1);
        try {
            long elements = WeightTensor.elements(shape);
            if (from < 0 || to > data.limit() || to - from != Math.multiplyExact(elements, type.bytes)) {
                throw new WeightsException("safetensors: the numbers of '" + name + "' are cut off or misplaced");
            }
            return new WeightTensor(shape, type.read(data.slice((int) from, (int) (to - from)), (int) elements));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new WeightsException("safetensors: '" + name + "' has an impossible shape", e);
        }
    }
}
