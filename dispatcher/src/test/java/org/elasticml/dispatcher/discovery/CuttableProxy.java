package org.elasticml.dispatcher.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Passes TCP connections on to a port, and can cut them all. */
final class CuttableProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    CuttableProxy(int target) throws IOException {
        this.target = target;
        run(() -> {
            while (!listening.isClosed()) {
                Socket from = listening.accept();
                Socket to = new Socket(InetAddress.getLoopbackAddress(), target());
                open.add(from);
                open.add(to);
                run(() -> from.getInputStream().transferTo(to.getOutputStream()));
                run(() -> to.getInputStream().transferTo(from.getOutputStream()));
            }
        });
    }

    private int target() {
        return target;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Ends all connections; new ones are passed on. */
    void cut() {
        for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
            closeQuietly(socket);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Until a connection ends, which is what this class is for. */
    private void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                cut();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        closeQuietly(listening);
        cut();
    }
}
