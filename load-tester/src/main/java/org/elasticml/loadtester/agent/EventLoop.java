package org.elasticml.loadtester.agent;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** What WebSockets of agents have in common. */
final class EventLoop {
    /** A photo, or a plan of days: what a coordinator sends at most is {@link Agents#MAX_PHOTO_BYTES} in one. */
    static final int MAX_MESSAGE_BYTES = (int) Agents.MAX_PHOTO_BYTES + (16 << 20);

    static final int MAX_FRAME_BYTES = 1 << 20;

    /** One thread, apart from that of the target: load does not delay what is told of it. */
    static Vertx make() {
        // Its own: Quarkus would close the one it keeps at the first Ctrl-C.
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    static Silence.Timer timer(Vertx vertx) {
        return (millis, task) -> vertx.setTimer(millis, id -> task.run());
    }

    static String path() {
        return "/load/" + Message.VERSION;
    }

    private EventLoop() {}
}
