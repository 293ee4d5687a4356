package org.elasticml.bench.chaos;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be done, by name. */
enum Scenario {
    KILL("kill -9 of one of three replicas"),
    STOP("SIGSTOP of one of three, and after a while SIGCONT"),
    ERRORS("one of three answers 500"),
    JOIN("a fourth is added to three"),
    DRAIN("one of three is drained, and stopped by SIGTERM"),
    OVERLOAD("three times as many requests as can be answered"),
    SCALE_DOWN("again and again one is drained, and then another added"),
    OVERHEAD("what the dispatcher costs, before a stub that answers at once; nginx beside it"),
    SOAK("many minutes at 80 % load"),
    SLOW_CLIENTS("250 clients that send a byte a second"),
    DURABLE("kill -9 of the only dispatcher, which is started again"),
    DURABLE_TWO("kill -9 of one of two dispatchers"),
    DURABLE_REDIS("kill -9 of Redis, which two dispatchers share, and is started again");

    private static final int USUAL_TIMES = 20;
    private static final int DURABLE_TIMES = 10;

    private final String what;

    Scenario(String what) {
        this.what = what;
    }

    String what() {
        return what;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isFault() {
        return ordinal() <= DRAIN.ordinal();
    }

    /** A queue in Redis, of which nothing accepted may be lost. */
    boolean isDurable() {
        return ordinal() >= DURABLE.ordinal();
    }

    /** Whether its replicas may be ml-apps. */
    boolean canBeReal() {
        return isFault() || this == SCALE_DOWN || isDurable();
    }

    /** Whether its queue may be in Redis as well as in memory. */
    boolean hasChoiceOfQueue() {
        return isFault() || this == OVERLOAD || this == SCALE_DOWN;
    }

    /** How often it is done, unless somebody says. */
    int usualTimes() {
        return isDurable() ? DURABLE_TIMES : USUAL_TIMES;
    }

    static Optional<Scenario> of(String word) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.word().equals(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Scenario::word).collect(Collectors.joining(", "));
    }
}
