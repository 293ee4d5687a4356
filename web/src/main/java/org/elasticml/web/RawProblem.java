package org.elasticml.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** An answer of HTTP/1.1 to a connection on which there is no request that could be answered. It is closed after it. */
final class RawProblem {
    /** For the other side to read it: closed with bytes of a request unread, a connection is reset, and the answer lost. */
    private static final int LINGER_SECONDS = 1;

    private RawProblem() {}

    /** Sends it and closes, or just closes where it would have to be encrypted; to be called on the channel's event loop. */
    static void send(ChannelHandlerContext to, int status, String detail) {
        if (to.pipeline().get(SslHandler.class) != null) {
            to.channel().close();
            return;
        }
        Problem problem = Problem.of(status, detail);
        String body = "{\"type\":\"" + problem.type() + "\",\"title\":\"" + problem.title() + "\",\"status\":" + status
                + ",\"detail\":\"" + detail + "\"}";
        String head = "HTTP/1.1 " + status + " " + problem.title() + "\r\nContent-Type: " + Problem.MEDIA_TYPE
                + "\r\nContent-Length: " + body.length() + (status == 503 ? "\r\nRetry-After: 1" : "")
                + "\r\nConnection: close\r\n\r\n";
        ByteBuf bytes = Unpooled.copiedBuffer(head + body, StandardCharsets.US_ASCII);
        to.writeAndFlush(bytes);
        to.executor().schedule(() -> to.channel().close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }
}
