package org.elasticml.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Held from the choice of ports until all services listen on them, by one launcher of this machine at a time: two that
 * start together would choose the same, and each would take the other's services for its own.
 */
public final class StartLock implements AutoCloseable {
    private final FileChannel channel;

    private StartLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for it, and says so. */
    public static StartLock take() throws LaunchException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "elastic-ml-inference." + user() + ".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                Deployment.say("waiting for another launcher to have started its services");
                channel.lock();
            }
            return new StartLock(channel);
        } catch (IOException e) {
            throw new LaunchException("the lock " + file + " can't be taken: " + e.getMessage(), e);
        }
    }

    private static String user() {
        return System.getProperty("user.name").replaceAll("[^A-Za-z0-9_-]", "_");
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
