package org.elasticml.dispatcher.redis;

import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Between requests and what Redis keeps of them. */
final class Replies {
    private static final String ID = "id";
    private static final String REQUEST_ID = "request";
    private static final String QUERY = "query";
    private static final String ROUTING_KEY = "key";
    private static final String IMAGE_BYTES = "bytes";

    private Replies() {}

    /** Names and values; age, deadline and origin are add.lua's. */
    static List<Object> kept(QueuedRequest request, Buffer image) {
        return List.of(
                ID,
                request.id(),
                REQUEST_ID,
                request.requestId(),
                QUERY,
                request.query(),
                ROUTING_KEY,
                "" + request.routingKey(),
                IMAGE_BYTES,
                "" + image.length());
    }

    /** One of what take.lua returns. */
    static Taken taken(Response reply) {
        Map<String, String> kept = new HashMap<>();
        Response fields = reply.get(5);
        for (int i = 0; i < fields.size(); i += 2) {
            kept.put(fields.get(i).toString(), fields.get(i + 1).toString());
        }
        Place place = Place.of(reply.get(0).toInteger(), reply.get(1).toString(), kept.get(ID));
        QueuedRequest request = new QueuedRequest(
                place.id(),
                place.priority(),
                place.background(),
                kept.get(REQUEST_ID),
                kept.get(QUERY),
                Long.parseLong(kept.get(ROUTING_KEY)),
                reply.get(3).toLong(),
                reply.get(4).toLong(),
                kept.get("origin"));
        return new Taken(place, request, reply.get(2).toInteger(), Integer.parseInt(kept.get(IMAGE_BYTES)));
    }

    /** What borrow.lua returns. */
    static Borrowed borrowed(Response reply) {
        if (reply.type() == ResponseType.BULK) {
            return new Borrowed.Image(reply.toBuffer());
        }
        return reply.toInteger() == 1 ? Borrowed.Missing.ASKED : Borrowed.Missing.GONE;
    }

    static List<Long> longs(Response list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(Response::toLong)
                .toList();
    }

    static List<String> texts(Response list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(Response::toString)
                .toList();
    }

    /** Stream and entry, stream and entry … */
    static List<Place> places(Response list) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < list.size(); i += 2) {
            places.add(Place.of(list.get(i).toInteger(), list.get(i + 1).toString(), ""));
        }
        return places;
    }
}
