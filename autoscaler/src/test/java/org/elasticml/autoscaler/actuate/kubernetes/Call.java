package org.elasticml.autoscaler.actuate.kubernetes;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request asks of the API server, in the words of its rights. */
record Call(String verb, String group, String resource, String name) {
    private static final Pattern PATH = Pattern.compile(
            "/apis?(?:/([a-z0-9.]+))?/v[0-9a-z]+/namespaces/[a-z]+/([a-z]+)(?:/([^/?]+)(?:/([a-z]+))?)?(?:[?].*)?");

    static Call of(String method, String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw new AssertionError("asked for " + path);
        }
        boolean isNamed = parts.group(3) != null;
        String verb =
                switch (method) {
                    case "GET" -> isNamed ? "get" : path.contains("watch=true") ? "watch" : "list";
                    case "POST" -> "create";
                    case "PUT" -> "update";
                    default -> method.toLowerCase(Locale.ROOT);
                };
        String sub = parts.group(4) == null ? "" : "/" + parts.group(4);
        return new Call(
                verb,
                Optional.ofNullable(parts.group(1)).orElse(""),
                parts.group(2) + sub,
                Optional.ofNullable(parts.group(3)).orElse(""));
    }

    String what() {
        return verb + " " + resource;
    }
}
