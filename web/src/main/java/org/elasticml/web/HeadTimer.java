package org.elasticml.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/**
 * Cuts off a connection on which a request's head has not come to its end some time after its first byte. An idle timeout
 * does not: a byte a second keeps a connection from being idle. Sits before all that reads bytes; what comes while no
 * request is under way, and makes none, is the beginning of a head.
 *
 * <p>HTTP/2 is left alone after a connection's first request: streams are limited otherwise, and a ping is no head.
 */
final class HeadTimer extends ChannelInboundHandlerAdapter {
    private final long timeoutMillis;
    private HttpServerRequest last;
    private Future<?> timer;
    private boolean cutOff;

    HeadTimer(long timeoutMillis) {
        this.timeoutMillis = timeoutMillis;
    }

    /** This request's head is there; to be called on its event loop. */
    static void stop(HttpServerRequest request) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        HeadTimer timer = channel.pipeline().get(HeadTimer.class);
        if (timer != null) {
            timer.begun(request);
            if (request.version() == HttpVersion.HTTP_2) {
                channel.pipeline().remove(timer);
            }
        }
    }

    void begun(HttpServerRequest request) {
        last = request;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private boolean isUnderWay() {
        return last != null && !(last.isEnded() && last.response().ended());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (cutOff) {
            ReferenceCountUtil.release(bytes);
            return;
        }
        boolean mayBeHead = !isUnderWay();
        HttpServerRequest before = last;
        context.fireChannelRead(bytes);
        // Mostly the whole head came at once, and its request has begun by now: a timer costs more than this.
        if (mayBeHead && last == before && timer == null && !context.isRemoved()) {
            timer = context.executor().schedule(() -> cutOff(context), timeoutMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void cutOff(ChannelHandlerContext context) {
        cutOff = true;
        RawProblem.send(context, 408, "the request's head did not come within " + timeoutMillis + " ms");
    }

    /** Before the first request nobody else is there to take it, and Netty logs a stack trace for each port scan. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (last == null) {
            context.close();
        } else {
            context.fireExceptionCaught(failure);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (timer != null) {
            timer.cancel(false);
        }
        context.fireChannelInactive();
    }
}
