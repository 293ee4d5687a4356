package org.elasticml.dispatcher.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultIdsTest {
    private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final long NOW_MILLIS = 0x0102_0304_0506L;

    private final ResultIds ids = ids(KEY);

    private static ResultIds ids(byte[] key) {
        return new ResultIds(key, () -> java.time.Instant.ofEpochMilli(NOW_MILLIS), new SplittableRandom(7));
    }

    /** Held against HMAC-SHA256 computed in another way than there. */
    @Test
    void isTimeThenRandomBytesThenTheirMac() throws Exception {
        String id = ids.next();
        assertEquals(32, id.length());
        byte[] bytes = Base64.getUrlDecoder().decode(id);
        assertEquals(NOW_MILLIS, ByteBuffer.wrap(bytes).getLong() >>> 16);
        byte[] drawn = new byte[10];
        new SplittableRandom(7).nextBytes(drawn);
        assertEquals(ByteBuffer.wrap(drawn), ByteBuffer.wrap(bytes, 6, 10));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        mac.update(ByteBuffer.wrap(bytes, 0, 16));
        assertEquals(ByteBuffer.wrap(mac.doFinal(), 0, 8), ByteBuffer.wrap(bytes, 16, 8));
    }

    @Test
    void knowsItsOwnAndNoOthers() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String id = ids.next();
            assertTrue(ids.isOurs(id));
            assertFalse(ids(new byte[] {8, 7, 6}).isOurs(id));
            made.add(id);
        }
        assertEquals(100, made.size());
        assertTrue(new ResultIds(KEY, InstantSource.system(), new SplittableRandom(1))
                .isOurs(made.iterator().next()));
    }

    /** Whichever character is changed. */
    @Test
    void knowsAForgedOne() {
        String id = ids.next();
        for (int i = 0; i < id.length(); i++) {
            char other = id.charAt(i) == 'A' ? 'B' : 'A';
            assertFalse(ids.isOurs(id.substring(0, i) + other + id.substring(i + 1)), "changed at " + i);
            assertFalse(ids.isOurs(id.substring(0, i)), "cut at " + i);
        }
        assertFalse(ids.isOurs(id + "A"));
        assertFalse(ids.isOurs(id + "="));
        assertFalse(ids.isOurs(id.substring(0, 30) + "=="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "../../../etc/passwd",
                "++++++++++++++++++++++++++++++++",
                "äääääääääääääääääääääääääääääääää",
                "================================",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void knowsWhatIsNone(String garbage) {
        assertFalse(ids.isOurs(garbage));
        assertFalse(ids.isOurs(garbage.repeat(10_000)));
    }
}
