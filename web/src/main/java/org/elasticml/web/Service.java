package org.elasticml.web;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Runs a service so that one that can't start says why in one line and exits with 1. */
public final class Service {
    private static final Pattern EMPTY = Pattern.compile("config property (\\S+) is defined as the empty String");
    private static final Pattern NOT_CONVERTED = Pattern.compile(
            "config property (\\S+) with the config value \"(.*)\" threw an Exception .*?converted (.*)");

    private Service() {}

    /** Something the user set, or forgot, keeps the service from starting; the message says what. */
    public static final class CantStart extends RuntimeException {
        public CantStart(String message, Throwable cause) {
            super(message, cause);
        }

        public CantStart(String message) {
            super(message);
        }
    }

    /** Runs until the process is told to stop. */
    public static void run(String name, String... args) {
        Quarkus.run(
                null,
                (exitCode, failure) -> {
                    if (failure != null) {
                        System.err.println(name + " can't start: " + reason(failure));
                    }
                    System.exit(exitCode);
                },
                args);
    }

    /**
     * A number that a user set.
     *
     * @throws CantStart naming the setting, if it is below 1
     */
    public static int atLeastOne(String setting, int value) {
        if (value < 1) {
            throw new CantStart(setting + " is " + value + "; it is a whole number from 1 up");
        }
        return value;
    }

    static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CantStart) {
                return cause.getMessage();
            }
            if (cause instanceof QuarkusBindException bind) {
                return "port " + bind.getPort() + " is in use, or not ours to take; PORT sets another";
            }
            if (cause instanceof ConfigValidationException config) {
                return reason(config);
            }
            if (cause instanceof IllegalArgumentException
                    && String.valueOf(cause.getMessage()).startsWith("port ")) {
                return "PORT: " + cause.getMessage();
            }
        }
        Logger.getLogger(Service.class).debug("what kept the service from starting", failure);
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static String reason(ConfigValidationException config) {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < config.getProblemCount(); i++) {
            String problem = config.getProblem(i).getMessage();
            Matcher notConverted = NOT_CONVERTED.matcher(problem);
            Matcher empty = EMPTY.matcher(problem);
            if (notConverted.find()) {
                reasons.add(variable(notConverted.group(1)) + " is '" + notConverted.group(2) + "': "
                        + notConverted.group(3).replaceFirst("SRCFG\\d+: |^[a-z.]+[.][A-Z]\\w+: ", ""));
            } else if (empty.find()) {
                reasons.add(variable(empty.group(1)) + " is set, but empty");
            } else {
                reasons.add(problem);
            }
        }
        return String.join("; ", reasons);
    }

    /** The environment variable that sets a property: its letters and digits, all else an underscore. */
    private static String variable(String property) {
        // Ours for Quarkus' own are PORT, HOST and SHUTDOWN_DELAY.
        return property.replaceFirst("^quarkus[.](http[.])?", "")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]", "_");
    }
}
