package org.elasticml.bench.stub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StubAnswersTest {
    private static Buffer image(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    @Test
    void theSameImageIsAnsweredAlike() {
        assertEquals(StubAnswers.of(image(50_000, 1)), StubAnswers.of(image(50_000, 1)));
    }

    @Test
    void othersAreNot() {
        Set<String> answers = new HashSet<>();
        for (int seed = 0; seed < 500; seed++) {
            answers.add(StubAnswers.of(image(50_000, seed)));
        }
        assertEquals(500, answers.size());
    }

    @Test
    void lengthFirstAndLastByteMatter() {
        Buffer image = Buffer.buffer(new byte[10_000]);
        String answer = StubAnswers.of(image);
        assertNotEquals(answer, StubAnswers.of(Buffer.buffer(new byte[10_001])));
        assertNotEquals(answer, StubAnswers.of(image.copy().setByte(0, (byte) 1)));
        assertNotEquals(answer, StubAnswers.of(image.copy().setByte(9_999, (byte) 1)));
    }

    @Test
    void isAnAnswerOfMlApp() {
        for (int length = 0; length < 200; length++) {
            JsonObject answer = new JsonObject(StubAnswers.of(image(length, length)));
            double confidence = answer.getDouble("confidence");
            assertTrue(answer.getString("prediction").matches("([^:]+):\\s*([\\d.]+)%"), answer.encode());
            assertTrue(confidence >= 0.5 && confidence < 1, answer.encode());
            JsonObject best = answer.getJsonArray("top").getJsonObject(0);
            assertEquals(answer.getString("label"), best.getString("label"));
            assertEquals(answer.getInteger("class_id"), best.getInteger("class_id"));
            assertEquals(confidence, best.getDouble("confidence"));
            double second = answer.getJsonArray("top").getJsonObject(1).getDouble("confidence");
            assertTrue(second <= confidence, answer.encode());
        }
    }
}
