package org.elasticml.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyPiecesTest {
    /** Whoever sends says where it is cut, and is not to get more memory by that. */
    @ParameterizedTest
    @CsvSource({"1, 1", "4096, 1", "1, 4096", "4095, 4095", "4095, 2", "63, 65", "8193, 100"})
    void heldInAtMostTwiceTheMemoryHoweverItIsCut(int one, int other) {
        Random random = new Random(1);
        BodyPieces body = new BodyPieces();
        Buffer sent = Buffer.buffer();
        for (int i = 0; i < 100; i++) {
            for (int size : List.of(one, other)) {
                byte[] piece = new byte[size];
                random.nextBytes(piece);
                sent.appendBytes(piece);
                body.append(Buffer.buffer(piece));
            }
        }
        assertArrayEquals(sent.getBytes(), body.whole().getBytes());
        assertTrue(body.heldBytes() <= 2 * sent.length(), body.heldBytes() + " bytes for " + sent.length());
    }
}
