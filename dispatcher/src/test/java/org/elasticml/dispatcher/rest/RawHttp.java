package org.elasticml.dispatcher.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection on which anything can be said, right or wrong. */
final class RawHttp implements AutoCloseable {
    private static final Pattern HTTP1 = Pattern.compile(" ([1-5][0-9]{2}) [A-Z]");
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    RawHttp(URI base) throws IOException {
        socket = new Socket(base.getHost(), base.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    RawHttp send(String text) throws IOException {
        return send(ascii(text));
    }

    RawHttp send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** No more is sent; answers may still come. */
    RawHttp end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The next line that comes, without its end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int c = in.read(); c >= 0 && c != 0x0a; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** All that comes until the other side closes, be it by a reset. */
    String all() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[8_192];
        InputStream in = socket.getInputStream();
        try {
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                all.write(part, 0, n);
            }
        } catch (SocketException e) {
            // a reset is an end as well
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /**
     * What became of this request: the status of its answer, {@code HTTP/2}, or {@code closed}.
     *
     * @throws java.net.SocketTimeoutException if nothing did
     */
    String end(byte[] request) throws IOException {
        socket.setSoLinger(true, 0); // else thousands of them use up the ports
        try {
            send(request);
            String status = status(line());
            while (status.equals("100")) {
                line();
                status = status(line());
            }
            return status;
        } catch (SocketException e) {
            return "closed";
        }
    }

    private static String status(String line) {
        if (line.isEmpty()) {
            return "closed";
        }
        // The version comes back as it was sent, even if there is none of that name.
        Matcher http1 = HTTP1.matcher(line);
        return http1.find() ? http1.group(1) : "HTTP/2";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
