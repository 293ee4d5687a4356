package org.elasticml.mlapp.serving;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.elasticml.mlapp.model.Calibration;
import org.elasticml.mlapp.model.Precision;
import org.elasticml.mlapp.weights.FoldedResNet18;
import org.elasticml.mlapp.weights.WeightTensor;

/**
 * Names all that decides on an answer: weights, precision, int8's limits, and labels. Two replicas with the same one
 * answer the same photo alike, up to rounding on another CPU.
 *
 * <p>It is SHA-256 over the CRC-32C of each tensor. SHA-256 of the weights themselves would take a third of a second of
 * every boot, since the compiler that a replica runs with does not know the CPU's instructions for it, and would guard
 * against nobody: whoever chooses the weights chooses the answers.
 */
final class ModelHash {
    private static final int HEX_DIGITS = 16;

    private ModelHash() {}

    /** 16 hexadecimal digits. */
    static String of(
            FoldedResNet18 weights, Precision precision, Optional<Calibration> calibration, List<String> labels) {
        MessageDigest sha256 = sha256();
        for (List<WeightTensor> tensors : List.of(weights.weights(), weights.biases())) {
            for (WeightTensor tensor : tensors) {
                sha256.update(checksum(tensor));
            }
        }
        text(sha256, precision.toString());
        calibration.ifPresent(its -> its.limits().forEach(limit -> text(sha256, limit.toString())));
        labels.forEach(label -> text(sha256, label));
        return HexFormat.of().formatHex(sha256.digest()).substring(0, HEX_DIGITS);
    }

    private static byte[] checksum(WeightTensor tensor) {
        CRC32C checksum = new CRC32C();
        checksum.update(tensor.littleEndian());
        return ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
    }

    private static void text(MessageDigest sha256, String text) {
        sha256.update((text + '\n').getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
