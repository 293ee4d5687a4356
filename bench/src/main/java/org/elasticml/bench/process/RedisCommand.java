package org.elasticml.bench.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One command to a Redis of this machine, as one types it (RESP's inline commands), on a connection of its own. */
final class RedisCommand {
    private static final int TIMEOUT_MILLIS = 2_000;

    private RedisCommand() {}

    /**
     * @return a simple or a bulk string
     * @throws IOException if it can't be reached, or answers with an error or anything else
     */
    static String send(int port, String command) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return reply(new BufferedInputStream(socket.getInputStream()));
        }
    }

    static String reply(InputStream in) throws IOException {
        String line = line(in);
        if (line.startsWith("+")) {
            return line.substring(1);
        }
        if (!line.matches("[$][0-9]+")) {
            throw new IOException("Redis answers " + line);
        }
        int length = Integer.parseInt(line.substring(1));
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended in the middle of an answer");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Without its end. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended in the middle of an answer");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
