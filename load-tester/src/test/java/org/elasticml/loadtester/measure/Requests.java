package org.elasticml.loadtester.measure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Requests for tests; written 1 ms after they are due, unless they never were. */
public final class Requests {
    public static final long MILLI = 1_000_000;

    private Requests() {}

    public static RequestRecord succeeded(long dueMillis, long latencyMillis, String truth, String... top) {
        Answer answer = new Answer(
                200,
                Outcome.SUCCEEDED,
                Optional.of(new Prediction(top[0], 0.8, List.of(top))),
                Optional.of("r" + dueMillis % 2),
                Optional.of("builtin"),
                OptionalInt.of((int) latencyMillis),
                Optional.empty());
        return record(dueMillis, latencyMillis, Optional.of(truth), answer);
    }

    public static RequestRecord refused(long dueMillis, long latencyMillis) {
        Answer answer = new Answer(
                503,
                Outcome.REFUSED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of("HTTP 503: the queue, as it were, is \"full\""));
        return record(dueMillis, latencyMillis, Optional.empty(), answer);
    }

    public static RequestRecord failed(long dueMillis, long latencyMillis, int status) {
        Answer answer = new Answer(
                status,
                Outcome.FAILED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of("HTTP " + status));
        return record(dueMillis, latencyMillis, Optional.empty(), answer);
    }

    public static RequestRecord unanswered(long dueMillis, long latencyMillis) {
        return new RequestRecord(
                dueMillis * MILLI,
                OptionalLong.empty(),
                (dueMillis + latencyMillis) * MILLI,
                "b.jpg",
                Optional.empty(),
                10,
                Answer.none("reset"));
    }

    private static RequestRecord record(long dueMillis, long latencyMillis, Optional<String> truth, Answer answer) {
        return new RequestRecord(
                dueMillis * MILLI,
                OptionalLong.of((dueMillis + 1) * MILLI),
                (dueMillis + latencyMillis) * MILLI,
                "a.jpg",
                truth,
                10,
                answer);
    }
}
