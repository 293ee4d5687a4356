package org.elasticml.web;

import io.netty.channel.EventLoop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.function.Supplier;

/** Gives up on answers that take too long. */
public final class TimeLimit {
    private TimeLimit() {}

    /**
     * The answer; or, if it has not come in time, this problem. Called on an event loop, whose own timer it uses: a shared
     * one would wake another thread for every request.
     */
    public static <T> Uni<T> within(Duration time, Uni<T> answer, Supplier<ProblemException> problem) {
        return answer.ifNoItem().after(time).on(eventLoop()).failWith(problem::get);
    }

    /** The answer; or, if it has not come in time, what is known without it. Called on an event loop, too. */
    public static <T> Uni<T> orElse(Duration time, Uni<T> answer, T otherwise) {
        return answer.ifNoItem().after(time).on(eventLoop()).recoverWithItem(otherwise);
    }

    private static EventLoop eventLoop() {
        return ((ContextInternal) Vertx.currentContext()).nettyEventLoop();
    }
}
