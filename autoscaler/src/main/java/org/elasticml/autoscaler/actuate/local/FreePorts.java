package org.elasticml.autoscaler.actuate.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;

/** Ports that nobody listens on. */
final class FreePorts {
    private static final int HIGHEST = 65_535;

    private FreePorts() {}

    /**
     * @param taken that are not to be asked
     * @throws IOException if there is none
     */
    static int from(int first, Set<Integer> taken) throws IOException {
        for (int port = first; port <= HIGHEST; port++) {
            if (!taken.contains(port) && isFree(port)) {
                return port;
            }
        }
        throw new IOException("there is no free port from " + first + " on");
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
