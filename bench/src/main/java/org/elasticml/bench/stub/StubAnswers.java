package org.elasticml.bench.stub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * What a stub answers: the same to the same image, another thing to another, so that it is seen when somebody is given
 * the answer to somebody else's image.
 */
final class StubAnswers {
    static final String MODEL_HASH = "0123456789abcdef";

    private static final List<String> LABELS = List.of(
            "tench",
            "English springer",
            "cassette player",
            "chain saw",
            "church",
            "French horn",
            "garbage truck",
            "gas pump",
            "golf ball",
            "parachute");

    /** Of the image: all of it would cost as much as the rest of a request. */
    private static final int SAMPLES = 64;

    private static final int MILLION = 1_000_000;

    private StubAnswers() {}

    /** The fields of ml-app's answer, two classes in {@code top}. */
    static String of(Buffer image) {
        int hash = hash(image);
        int classId = Math.floorMod(hash, LABELS.size());
        int second = (classId + 1) % LABELS.size();
        // From 0.5 to 1, so that the second is the second.
        int millionths = MILLION / 2 + Math.floorMod(hash / LABELS.size(), MILLION / 2);
        double confidence = millionths / (double) MILLION;
        String label = LABELS.get(classId);
        return new JsonObject()
                .put("prediction", String.format(Locale.ROOT, "%s: %.2f%%", label, 100 * confidence))
                .put("label", label)
                .put("class_id", classId)
                .put("confidence", confidence)
                .put(
                        "top",
                        new JsonArray()
                                .add(place(classId, confidence))
                                .add(place(second, (MILLION - millionths) / (double) MILLION)))
                .put("model", "resnet18")
                .put("weights", "stub")
                .put("model_hash", MODEL_HASH)
                .encode();
    }

    private static JsonObject place(int classId, double confidence) {
        return new JsonObject()
                .put("label", LABELS.get(classId))
                .put("class_id", classId)
                .put("confidence", confidence);
    }

    /** Of the length, and of bytes from the first to the last at even distances. */
    private static int hash(Buffer image) {
        int hash = image.length();
        for (int i = 0; i < SAMPLES && image.length() > 0; i++) {
            int at = (int) ((long) i * (image.length() - 1) / (SAMPLES - 1));
            hash = 31 * hash + image.getByte(at);
        }
        // 31's powers leave neighbours close to each other: MurmurHash3's last step mixes them.
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }
}
