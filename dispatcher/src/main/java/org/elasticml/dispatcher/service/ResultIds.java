package org.elasticml.dispatcher.service;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids of results: 6 bytes of milliseconds since 1970, {@value #RANDOM_BYTES} random ones, and the first {@value #MAC_BYTES}
 * of HMAC-SHA256 over both, in URL-safe base64 without padding. Nobody guesses one; and that one was given out shows when
 * nothing else is known of it any more.
 */
final class ResultIds {
    private static final int TIME_BYTES = 6;
    private static final int RANDOM_BYTES = 10;
    private static final int MAC_BYTES = 8;
    private static final int SIGNED_BYTES = TIME_BYTES + RANDOM_BYTES;
    private static final int BYTES = SIGNED_BYTES + MAC_BYTES;
    /** Of base64: 3 bytes are 4, and nothing is left over. */
    private static final int LENGTH = BYTES / 3 * 4;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random what can't be predicted */
    ResultIds(byte[] key, InstantSource clock, RandomGenerator random) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.clock = clock;
        this.random = random;
    }

    String next() {
        byte[] drawn = new byte[RANDOM_BYTES];
        random.nextBytes(drawn);
        ByteBuffer id = ByteBuffer.allocate(BYTES);
        // The two highest of its eight bytes are zero until the year 10889; the random ones overwrite what is behind.
        id.putLong(clock.millis() << 8 * (Long.BYTES - TIME_BYTES));
        id.position(TIME_BYTES).put(drawn);
        id.put(mac(id.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.array());
    }

    /** Whether it was made with this key. Takes the same time wherever it is wrong. */
    boolean isOurs(String id) {
        if (id.length() != LENGTH) {
            return false;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return bytes.length == BYTES
                && MessageDigest.isEqual(mac(bytes), Arrays.copyOfRange(bytes, SIGNED_BYTES, BYTES));
    }

    private byte[] mac(byte[] id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(id, 0, SIGNED_BYTES);
            return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has " + ALGORITHM, e);
        }
    }
}
