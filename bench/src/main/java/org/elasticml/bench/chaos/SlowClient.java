package org.elasticml.bench.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A connection on which a request comes one byte at a time, which it is told when to send. Never blocks, except to
 * connect.
 */
final class SlowClient implements AutoCloseable {
    private static final int ANNOUNCED_BYTES = 100_000;
    /** All but the end of the headers, so that more of them may come. */
    private static final String HEADERS = "POST /add_to_queue HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Content-Type: image/jpeg\r\nContent-Length: " + ANNOUNCED_BYTES + "\r\n";

    private final Part part;
    private final SocketChannel channel;
    private final long startNanos;
    private final ByteBuffer read = ByteBuffer.allocate(1024);
    private boolean gone;

    /** What comes slowly. */
    enum Part {
        HEADERS("X-Slow: "),
        BODY("\r\n");

        /** Sent at once, after what both have in common. */
        private final String begin;

        Part(String begin) {
            this.begin = begin;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How it ended for the client.
     *
     * @param answer the status line, empty if the connection was closed without one
     */
    record Cut(Part part, double afterSeconds, String answer) {}

    /** @throws IOException if it is not let in */
    SlowClient(int port, Part part, long nowNanos) throws IOException {
        this.part = part;
        startNanos = nowNanos;
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap((HEADERS + part.begin).getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
    }

    Part part() {
        return part;
    }

    double ageSeconds(long nowNanos) {
        return (nowNanos - startNanos) / 1e9;
    }

    void sendByte() {
        try {
            channel.write(ByteBuffer.wrap(new byte[] {'x'}));
        } catch (IOException e) {
            gone = true;
        }
    }

    /** What the other side made of it, once it has: an answer, or the end of the connection. */
    Optional<Cut> look(long nowNanos) {
        try {
            gone |= channel.read(read) < 0;
        } catch (IOException e) {
            gone = true;
        }
        String text = new String(read.array(), 0, read.position(), StandardCharsets.US_ASCII);
        if (!gone && !text.contains("\r\n")) {
            return Optional.empty();
        }
        return Optional.of(
                new Cut(part, ageSeconds(nowNanos), text.lines().findFirst().orElse("")));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
