package org.elasticml.core.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/** Keys to tell a shown one from, in a time that says nothing of what was wrong with it. */
public final class ApiKeys {
    private final List<ApiKey> keys;

    public ApiKeys(List<ApiKey> keys) {
        this.keys = List.copyOf(keys);
    }

    public List<ApiKey> all() {
        return keys;
    }

    /**
     * Whose key this is. What is compared is its SHA-256, which nobody can bring near to another's byte by byte; with all
     * keys, each in whole. So the time depends on the length of what was shown, and on how many keys there are.
     */
    public Optional<ApiKey> find(String shown) {
        byte[] hash = sha256(shown);
        ApiKey found = null;
        for (ApiKey key : keys) {
            if (MessageDigest.isEqual(key.sha256(), hash)) {
                found = key;
            }
        }
        return Optional.ofNullable(found);
    }

    static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("each Java has it", e);
        }
    }
}
