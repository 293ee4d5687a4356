package org.elasticml.dispatcher.discovery;

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
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.elasticml.dispatcher.client.ReplicaAddress;
import org.jboss.logging.Logger;

/**
 * The addresses that a name has, as those of a headless Kubernetes service, asked for again and again. An answer without
 * addresses, or none, changes nothing: a name server's trouble is not the replicas'. Not java's resolver, which blocks a
 * thread and remembers for half a minute.
 */
final class DnsSource implements ReplicaSource {
    private static final Logger LOG = Logger.getLogger(DnsSource.class);

    private final String host;
    private final int port;
    private final Duration every;
    private final EventLoop loop;
    private final DnsNameResolver resolver;

    /** Those below belong to the event loop. */
    private Set<Found> last = Set.of();

    private boolean failing;
    private boolean closed;
    private volatile boolean listed;

    /** Asks the machine's name servers, with its search domains and hosts file. */
    DnsSource(String host, int port, Duration every) {
        this(host, port, every, DnsServerAddressStreamProviders.platformDefault());
    }

    /**
     * @param every how long after an answer it asks again
     */
    DnsSource(String host, int port, Duration every, DnsServerAddressStreamProvider nameServers) {
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

    @Override
    public void start(Consumer<Set<Found>> changed) {
        loop.execute(() -> ask(changed));
    }

    private void ask(Consumer<Set<Found>> changed) {
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

    private void answered(Future<List<InetAddress>> answer, Consumer<Set<Found>> changed) {
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

    private void tell(Future<List<InetAddress>> answer, Consumer<Set<Found>> changed) {
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
        Set<Found> now = found(answer.getNow(), port);
        if (!now.equals(last)) {
            last = now;
            changed.accept(now);
        }
    }

    /** One family of addresses only, since a replica that has both would be there twice: IPv4 if there is any. */
    static Set<Found> found(List<InetAddress> addresses, int port) {
        boolean v4 = addresses.stream().anyMatch(Inet4Address.class::isInstance);
        return addresses.stream()
                .filter(address -> address instanceof Inet4Address == v4)
                .map(address -> new Found(ReplicaAddress.of(address, port), false))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean hasListed() {
        return listed;
    }

    @Override
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
