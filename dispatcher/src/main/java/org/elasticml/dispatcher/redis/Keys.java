package org.elasticml.dispatcher.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.elasticml.core.queue.Priority;

/** What things are called in Redis. The braces keep all of it together in a cluster. */
final class Keys {
    private static final String PREFIX = "{elastic-ml}:";

    static final String ARRIVED = PREFIX + "arrived";
    static final String DONE = PREFIX + "done";
    static final String WANTED = PREFIX + "wanted";
    static final String LENT = PREFIX + "lent";
    static final List<String> CHANNELS = List.of(ARRIVED, DONE, WANTED, LENT);

    static final String DISPATCHERS = PREFIX + "dispatchers";
    static final String SECRET = PREFIX + "secret";

    private static final List<String> STREAMS = Stream.of("waiting", "background")
            .flatMap(kind -> Stream.of(Priority.values())
                    .map(priority -> PREFIX + kind + ":" + priority.name().toLowerCase(Locale.ROOT)))
            .toList();

    private Keys() {}

    /** What most scripts are given, see common.lua. */
    static List<String> shared(String... more) {
        List<String> keys = new ArrayList<>(STREAMS);
        keys.add(DISPATCHERS);
        keys.addAll(List.of(more));
        return keys;
    }

    static String stream(Place place) {
        return STREAMS.get(place.stream() - 1);
    }

    static String image(String id) {
        return PREFIX + "image:" + id;
    }

    static String result(String id) {
        return PREFIX + "result:" + id;
    }
}
