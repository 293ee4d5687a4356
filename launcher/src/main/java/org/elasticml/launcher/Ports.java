package org.elasticml.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The TCP ports of one deployment.
 *
 * @param autoscaler empty if the number of replicas is fixed
 * @param replicas one each; with an autoscaler only the first, from which on it takes free ones itself
 */
public record Ports(int dispatcher, OptionalInt autoscaler, List<Integer> replicas) {
    private static final int DISPATCHER = 8001;
    private static final int AUTOSCALER = 8002;
    private static final int FIRST_REPLICA = 9001;
    private static final int HIGHEST = 65_535;

    /** The design's own, for a fixed number of replicas: 8001, and 9001 up. */
    static Ports usual(int replicas) throws LaunchException {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            all.add(FIRST_REPLICA + i);
        }
        for (int port : all) {
            requireFree(port);
        }
        requireFree(DISPATCHER);
        return new Ports(DISPATCHER, OptionalInt.empty(), all);
    }

    /** The design's own, with an autoscaler: 8001, 8002, and the first free one from 9001 on. */
    static Ports usualScaled() throws LaunchException {
        requireFree(DISPATCHER);
        requireFree(AUTOSCALER);
        return new Ports(DISPATCHER, OptionalInt.of(AUTOSCALER), free(FIRST_REPLICA, 1));
    }

    private static void requireFree(int port) throws LaunchException {
        if (!isFree(port)) {
            throw new LaunchException("port " + port + " is in use; './elastic stop' ends what this launcher"
                    + " started, --port-base 20000 takes free ports from there on");
        }
    }

    /** The first free ones from {@code base} on, for a fixed number of replicas. */
    static Ports from(int base, int replicas) throws LaunchException {
        List<Integer> free = free(base, replicas + 1);
        return new Ports(free.get(0), OptionalInt.empty(), free.subList(1, free.size()));
    }

    /** The first free ones from {@code base} on, with an autoscaler. */
    static Ports scaledFrom(int base) throws LaunchException {
        List<Integer> free = free(base, 3);
        return new Ports(free.get(0), OptionalInt.of(free.get(1)), free.subList(2, 3));
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
