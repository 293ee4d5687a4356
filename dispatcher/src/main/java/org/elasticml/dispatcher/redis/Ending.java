package org.elasticml.dispatcher.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** That a request is over, until Redis knows it. */
final class Ending {
    private final Place place;
    private final boolean evenIfNotTaken;
    private final Optional<Buffer> result;
    private final long keepMillis;
    private final Promise<Boolean> said = Promise.promise();
    private boolean sentBefore;
    private boolean underWay;

    Ending(Place place, boolean evenIfNotTaken, Optional<Buffer> result, long keepMillis) {
        this.place = place;
        this.evenIfNotTaken = evenIfNotTaken;
        this.result = result;
        this.keepMillis = keepMillis;
    }

    Place place() {
        return place;
    }

    /** Completed with whether it was this that ended it. */
    Promise<Boolean> said() {
        return said;
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** Whoever loses the reply may send it again: finish.lua ends a request once. */
    Future<Response> send(Link link) {
        List<Object> arguments = new ArrayList<>(Arrays.asList(
                place.entry(), place.id(), Keys.DONE, evenIfNotTaken ? 1 : 0, sentBefore ? 1 : 0, keepMillis));
        result.ifPresent(arguments::add);
        sentBefore = true;
        underWay = true;
        return link.run(
                        Script.FINISH,
                        List.of(Keys.stream(place), Keys.image(place.id()), Keys.result(place.id())),
                        arguments.toArray())
                .onComplete(reply -> underWay = false);
    }
}
