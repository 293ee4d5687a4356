package org.elasticml.mlapp.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches a file over HTTP so that it is either there whole and right, or not there. */
final class Download {
    /** How long a server may take to answer at all, name lookup included. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofMillis(4_500);

    /** How long it may fall silent in the middle. */
    private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(20);

    private Download() {}

    /** The server can't be reached, as opposed to: it answered, and wrongly. */
    static final class Unreachable extends IOException {
        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * @param sha256Prefix hexadecimal digits with which the content's SHA-256 starts; empty if it is not known
     * @throws Unreachable if no server answers within 5 s
     * @throws IOException if it answers anything but the whole file; its message is fit for a user
     */
    static void fetch(URI from, Path to, String sha256Prefix, Progress progress) throws IOException {
        HttpURLConnection connection = connect(from);
        Path folder = Files.createDirectories(to.toAbsolutePath().getParent());
        Path partial = Files.createTempFile(folder, to.getFileName() + ".", ".part");
        try (InputStream in = connection.getInputStream()) {
            long expected = connection.getContentLengthLong();
            MessageDigest sha256 = sha256();
            long received = copy(in, partial, sha256, expected, progress);
            if (expected >= 0 && received != expected) {
                throw new IOException(from + " broke off after " + received + " of " + expected + " bytes");
            }
            String digest = HexFormat.of().formatHex(sha256.digest());
            if (!digest.startsWith(sha256Prefix)) {
                throw new IOException(from + " is not what it should be: its SHA-256 is " + digest
                        + ", which does not start with " + sha256Prefix);
            }
            Files.move(partial, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            connection.disconnect();
            Files.deleteIfExists(partial);
        }
    }

    private static HttpURLConnection connect(URI from) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) from.toURL().openConnection();
        connection.setConnectTimeout((int) ANSWER_TIMEOUT.toMillis());
        connection.setReadTimeout((int) SILENCE_TIMEOUT.toMillis());
        // A name lookup knows no timeout of its own, so the wait for the answer is bounded from outside.
        ExecutorService waiting = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "download");
            thread.setDaemon(true);
            return thread;
        });
        int status;
        try {
            status = waiting.submit(connection::getResponseCode).get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new Unreachable(from.getHost() + " can't be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            waiting.shutdown();
        }
        if (status != HttpURLConnection.HTTP_OK) {
            throw new IOException(from + " answered HTTP " + status);
        }
        return connection;
    }

    private static long copy(InputStream in, Path to, MessageDigest sha256, long expected, Progress progress)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long received = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                sha256.update(buffer, 0, n);
                received += n;
                progress.received(received, expected);
            }
        }
        return received;
    }

    /** The SHA-256 of a file, in hexadecimal digits. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
