package org.elasticml.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The TCP ports of one deployment.
 *
 * @param replicas one each
 */
public record Ports(int dispatcher, List<Integer> replicas) {
    private static final int DISPATCHER = 8001;
    private static final int FIRST_REPLICA = 9001;
    private static final int HIGHEST = 65_535;

    /** The design's own: 8001, and 9001 up. */
    static Ports usual(int replicas) throws LaunchException {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            all.add(FIRST_REPLICA + i);
        }
        Ports ports = new Ports(DISPATCHER, all);
        for (int port : ports.all()) {
            if (!isFree(port)) {
                throw new LaunchException("port " + port + " is in use; './elastic stop' ends what this launcher"
                        + " started, --port-base 20000 takes free ports from there on");
            }
        }
        return ports;
    }

    /** The first free ones from {@code base} on. */
    static Ports from(int base, int replicas) throws LaunchException {
        List<Integer> free = free(base, replicas + 1);
        return new Ports(free.get(0), free.subList(1, free.size()));
    }

    /** The first free ports from {@code base} on. */
    public static List<Integer> free(int base, int count) throws LaunchException {
        List<Integer> free = new ArrayList<>();
        for (int port = base; port <= HIGHEST && free.size() < count; port++) {
            if (isFree(port)) {
                free.add(port);
            }
        }
        if (free.size() < count) {
            throw new LaunchException("there are no " + count + " free ports from " + base + " on");
        }
        return free;
    }

    private List<Integer> all() {
        List<Integer> all = new ArrayList<>(replicas);
        all.add(dispatcher);
        return all;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
