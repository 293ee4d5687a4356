package org.elasticml.dispatcher.service;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names a question and the model that is asked, by SHA-256: nobody can make a photo that is answered as another.
 *
 * @param digest of the model's hash, the query, and the photo's bytes
 */
record QuestionHash(ByteBuffer digest) {
    private static final byte END = 0;

    static QuestionHash of(String modelHash, String query, Buffer image) {
        MessageDigest sha256 = sha256();
        for (String part : new String[] {modelHash, query}) { // neither holds a zero
            sha256.update(part.getBytes(StandardCharsets.UTF_8));
            sha256.update(END);
        }
        // As they are: the pieces in which a body comes are not copied into one.
        for (ByteBuffer piece : ((BufferImpl) image).byteBuf().nioBuffers()) {
            sha256.update(piece);
        }
        return new QuestionHash(ByteBuffer.wrap(sha256.digest()).asReadOnlyBuffer());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
