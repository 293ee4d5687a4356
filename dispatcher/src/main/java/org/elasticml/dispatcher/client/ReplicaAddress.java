package org.elasticml.dispatcher.client;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.elasticml.web.Service;

/**
 * Where a replica listens.
 *
 * @param name host and port, as it is called everywhere
 */
public record ReplicaAddress(String name, String host, int port, boolean tls) {
    /**
     * Reads {@code ML_SERVICE_URL}.
     *
     * @throws Service.CantStart naming the part that is not an http(s) base URL, or that is there twice
     */
    public static List<ReplicaAddress> parse(String urls) {
        List<ReplicaAddress> addresses = new ArrayList<>();
        for (String url : urls.split(",", -1)) {
            ReplicaAddress address = parseOne(url.strip());
            if (addresses.stream().anyMatch(other -> other.name().equals(address.name()))) {
                throw new Service.CantStart("ML_SERVICE_URL names " + address.name() + " twice");
            }
            addresses.add(address);
        }
        return List.copyOf(addresses);
    }

    private static ReplicaAddress parseOne(String url) {
        try {
            return of(url);
        } catch (IllegalArgumentException e) {
            throw new Service.CantStart("ML_SERVICE_URL: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a base URL.
     *
     * @throws IllegalArgumentException saying that it is none
     */
    public static ReplicaAddress of(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw invalid(url, e);
        }
        boolean tls = "https".equals(uri.getScheme());
        boolean base = uri.getPath() != null
                && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
        if (!tls && !"http".equals(uri.getScheme())
                || uri.getHost() == null
                || !base
                || uri.getQuery() != null
                || uri.getPort() > 65_535) {
            throw invalid(url, null);
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        return new ReplicaAddress(uri.getHost() + ":" + port, uri.getHost(), port, tls);
    }

    /** A replica that speaks plain HTTP at an address, of either version. */
    public static ReplicaAddress of(InetAddress address, int port) {
        return of(address.getHostAddress(), port);
    }

    /**
     * The same.
     *
     * @param address in digits
     */
    public static ReplicaAddress of(String address, int port) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return new ReplicaAddress(host + ":" + port, host, port, false);
    }

    private static IllegalArgumentException invalid(String url, Throwable cause) {
        return new IllegalArgumentException(
                "'" + url + "' is not a replica's base URL, as in http://127.0.0.1:8000", cause);
    }
}
