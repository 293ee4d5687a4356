package org.elasticml.web;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverException;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The addresses that a name has, as those of a headless Kubernetes service, asked for again and again on a thread of its
 * own. An answer without addresses, or none, changes nothing: a name server's trouble is not that of those who are looked
 * for. Not java's resolver, which blocks a thread and remembers for half a minute.
 */
public final class DnsAddresses implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DnsAddresses.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String SCHEME = "dns:";
    private static final Pattern URL = Pattern.compile("dns://([A-Za-z0-9._-]+):([0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    private final String host;
    private final int port;
    private final Duration every;
    private final EventLoop loop;
    private final DnsNameResolver resolver;

    /** Those below belong to the event loop. */
    private Set<InetSocketAddress> last = Set.of();

    private boolean failing;
    private boolean closed;
    private volatile boolean listed;

    /** Whether a setting's item is meant to be a name to ask for. */
    public static boolean isMeant(String item) {
        return item.startsWith(SCHEME);
    }

    /**
     * Asks the machine's name servers, with its search domains and hosts file, every second.
     *
     * @param setting for the message
     * @param item {@code dns://host:port}
     * @param example of such an item, for the message
     * @throws Service.CantStart if it is not
     */
    public static DnsAddresses of(String setting, String item, String example) {
        Matcher url = URL.matcher(item);
        if (!url.matches() || !isPort(Integer.parseInt(url.group(2)))) {
            throw new Service.CantStart(setting + ": '" + item + "' can't be; it looks like " + example);
        }
        return new DnsAddresses(
                url.group(1), Integer.parseInt(url.group(2)), EVERY, DnsServerAddressStreamProviders.platformDefault());
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= HIGHEST_PORT;
    }

    /**
     * @param every how long after an answer it asks again
     */
    DnsAddresses(String host, int port, Duration every, DnsServerAddressStreamProvider nameServers) {
        this.host = host;
        this.port = port;
        this.every = every;
        this.loop = new NioEventLoopGroup(1, new DefaultThreadFactory("dns", true)).next();
        this.resolver = new DnsNameResolverBuilder(loop)
                .datagramChannelType(NioDatagramChannel.class)
                .nameServerProvider(nameServers)
                // It remembers nothing: how often to ask is said here.
                .resolveCache(NoopDnsCache.INSTANCE)
                .cnameCache(NoopDnsCnameCache.INSTANCE)
                .build();
    }

    /**
     * Starts to ask, and returns at once.
     *
     * @param changed hears all addresses, at least one, whenever they change, on one thread
     */
    public void start(Consumer<Set<InetSocketAddress>> changed) {
        loop.execute(() -> ask(changed));
    }

    private void ask(Consumer<Set<InetSocketAddress>> changed) {
        if (closed) {
            return;
        }
        resolver.resolveAll(host).addListener((Future<List<InetAddress>> answer) -> {
            if (closed) {
                return;
            }
            loop.schedule(() -> ask(changed), every.toMillis(), TimeUnit.MILLISECONDS);
            answered(answer, changed);
        });
    }

    private void answered(Future<List<InetAddress>> answer, Consumer<Set<InetSocketAddress>> changed) {
        tell(answer, changed);
        listed = listed
                || answer.isSuccess()
                || saysThatThereAreNone(answer.cause().getCause());
    }

    /** A name server has answered, but without addresses; neither did it fail nor time out. */
    private static boolean saysThatThereAreNone(Throwable cause) {
        return cause instanceof DnsErrorCauseException error
                ? error.getCode().equals(DnsResponseCode.NXDOMAIN)
                : !(cause instanceof DnsNameResolverException);
    }

    private void tell(Future<List<InetAddress>> answer, Consumer<Set<InetSocketAddress>> changed) {
        if (!answer.isSuccess() || answer.getNow().isEmpty()) {
            if (!failing) {
                failing = true;
                LOG.warnf(
                        "%s: no address, and %s; asking on",
                        name(), last.isEmpty() ? "none is known" : last.size() + " known stay");
            }
            return;
        }
        if (failing) {
            failing = false;
            LOG.infof("%s: answers again", name());
        }
        Set<InetSocketAddress> now = found(answer.getNow(), port);
        if (!now.equals(last)) {
            last = now;
            changed.accept(now);
        }
    }

    /** One family of addresses only, since who has both would be there twice: IPv4 if there is any. */
    static Set<InetSocketAddress> found(List<InetAddress> addresses, int port) {
        boolean v4 = addresses.stream().anyMatch(Inet4Address.class::isInstance);
        return addresses.stream()
                .filter(address -> address instanceof Inet4Address == v4)
                .map(address -> new InetSocketAddress(address, port))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a name server has answered once, be it that there are no addresses. */
    public boolean hasListed() {
        return listed;
    }

    /** For a reader: {@code DNS host:port}. */
    public String name() {
        return "DNS " + host + ":" + port;
    }

    @Override
    public void close() {
        loop.execute(() -> {
            closed = true;
            resolver.close();
            loop.parent().shutdownGracefully();
        });
    }
}
