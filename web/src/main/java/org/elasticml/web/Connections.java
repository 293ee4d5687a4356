package org.elasticml.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is asked of a connection before it has brought a request: that there are not too many already, and that its requests'
 * heads come in time. Vert.x has no place for that, so it stands where Netty hands accepted connections on.
 */
@ApplicationScoped
public class Connections {
    /** Those that are too many and are told so; of more, the connection is just closed. */
    private static final int MAX_REFUSED = 100;
    /** In what time such a one must have asked, to be told. */
    private static final int REFUSED_SECONDS = 5;
    /** Before all that may answer. */
    private static final int FIRST = 3_000;

    private final VertxInternal vertx;
    private final int max;
    private final int headTimeoutMillis;
    private final AtomicInteger open = new AtomicInteger();

    Connections(Vertx vertx, MaxConfig config, HeaderConfig header) {
        this.vertx = (VertxInternal) vertx;
        this.max = Service.atLeastOne("MAX_CONNECTIONS", config.connections());
        this.headTimeoutMillis = Service.atLeastOne("HEADER_TIMEOUT_MS", header.timeoutMs());
    }

    /** How many there are, those being refused included. */
    public int open() {
        return open.get();
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    HeadTimer.stop(context.request());
                    context.next();
                },
                FIRST);
    }

    void watch(@ObservesAsync HttpServerStart started) {
        for (EventExecutor acceptor : vertx.getAcceptorEventLoopGroup()) {
            acceptor.execute(() -> ((SingleThreadEventLoop) acceptor)
                    .registeredChannelsIterator()
                    .forEachRemaining(channel -> {
                        if (channel instanceof ServerChannel) {
                            channel.pipeline().addFirst(new Gate());
                        }
                    }));
        }
    }

    /** Sees each connection as it is accepted, on the acceptor's thread. */
    private final class Gate extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            Channel connection = (Channel) accepted;
            int now = open.incrementAndGet();
            if (now > max + MAX_REFUSED) {
                open.decrementAndGet();
                connection.unsafe().closeForcibly();
                return;
            }
            connection.closeFuture().addListener(closed -> open.decrementAndGet());
            connection.pipeline().addFirst(now > max ? new Refusal() : new HeadTimer(headTimeoutMillis));
            context.fireChannelRead(connection);
        }
    }

    /** Answers the first bytes that come, and closes. */
    private final class Refusal extends ChannelInboundHandlerAdapter {
        private boolean told;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.executor().schedule(() -> context.channel().close(), REFUSED_SECONDS, TimeUnit.SECONDS);
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            ReferenceCountUtil.release(bytes);
            if (!told) {
                told = true;
                RawProblem.send(context, 503, "there are " + max + " connections, the most that are accepted");
            }
        }
    }
}
