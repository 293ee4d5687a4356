package org.elasticml.autoscaler.scrape;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticml.web.DnsAddresses;

/** Who the dispatchers are, from one moment to the next: base URLs, and whoever is behind a name. */
public final class Dispatchers implements AutoCloseable {
    private final List<URI> urls;
    private final List<DnsAddresses> names;
    /** What is behind each name, as it was answered last. */
    private final Map<DnsAddresses, List<URI>> found = new ConcurrentHashMap<>();

    public Dispatchers(List<URI> urls, List<DnsAddresses> names) {
        this.urls = List.copyOf(urls);
        this.names = List.copyOf(names);
    }

    /** Starts to ask for the names; returns at once. */
    Dispatchers start() {
        names.forEach(name -> name.start(now -> found.put(name, urls(now))));
        return this;
    }

    private static List<URI> urls(Set<InetSocketAddress> addresses) {
        return addresses.stream().map(Dispatchers::url).sorted().toList();
    }

    static URI url(InetSocketAddress address) {
        String digits = address.getAddress().getHostAddress();
        return URI.create("http://" + (digits.contains(":") ? "[" + digits + "]" : digits) + ":" + address.getPort());
    }

    /**
     * @param urls base URLs, each once
     * @param notFound the names that have had no address yet
     */
    record There(Set<URI> urls, List<String> notFound) {}

    There now() {
        Map<DnsAddresses, List<URI>> behind = Map.copyOf(found);
        Set<URI> all = new LinkedHashSet<>(urls);
        behind.values().forEach(all::addAll);
        return new There(
                all,
                names.stream()
                        .filter(name -> !behind.containsKey(name))
                        .map(DnsAddresses::name)
                        .toList());
    }

    @Override
    public String toString() {
        List<String> all = new ArrayList<>(urls.stream().map(URI::getAuthority).toList());
        names.forEach(name -> all.add(name.name()));
        return all.toString();
    }

    @Override
    public void close() {
        names.forEach(DnsAddresses::close);
    }
}
