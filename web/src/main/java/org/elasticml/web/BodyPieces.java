package org.elasticml.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import java.util.ArrayList;
import java.util.List;

/**
 * What has come of a body, in the pieces in which it came, so that none is copied; but small ones are put together. In
 * memory it is at most twice as large as what has come, however that is cut.
 */
final class BodyPieces {
    private static final int SMALL = 4096;
    private static final int SMALL_TOGETHER = 2 * SMALL;

    private final List<ByteBuf> pieces = new ArrayList<>();
    /** Takes small pieces. It grows, by doubling, since often no other follows the first. */
    private ByteBuf last = Unpooled.EMPTY_BUFFER;

    private int length;

    /** Bytes that have come. */
    int length() {
        return length;
    }

    /** Bytes that they take in memory. */
    int heldBytes() {
        return pieces.stream().mapToInt(ByteBuf::capacity).sum();
    }

    void append(Buffer part) {
        ByteBuf bytes = ((BufferImpl) part).byteBuf();
        if (length == 0 || part.length() >= SMALL) {
            pieces.add(bytes);
            last = Unpooled.EMPTY_BUFFER;
        } else {
            if (part.length() > last.maxWritableBytes()) {
                last = Unpooled.buffer(part.length(), SMALL_TOGETHER);
                pieces.add(last);
            }
            last.writeBytes(bytes);
        }
        length += part.length();
    }

    /** All that has come, which is not copied for it. */
    Buffer whole() {
        return BufferImpl.buffer(Unpooled.wrappedBuffer(pieces.size() + 1, pieces.toArray(ByteBuf[]::new)));
    }
}
