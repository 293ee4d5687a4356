package org.elasticml.loadtester.watch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be watched, as it is written: {@code [NAME=]PID}, or {@code [NAME=]URL} of a page of metrics or of a dispatcher's {@code
 * /stats}.
 *
 * @param name if none was given, a page's is its address; else empty, until it is looked at
 * @param pid of a process of this machine, else empty
 * @param url of anything else; its path is {@code /q/metrics} where none was given
 */
public record WatchTarget(String name, OptionalLong pid, URI url) {
    private static final Pattern FORM = Pattern.compile("(?:([A-Za-z0-9._-]+)=)?(.+)");
    private static final String METRICS = "/q/metrics";
    private static final String STATS = "/stats";
    private static final URI NONE = URI.create("");

    /**
     * @throws IllegalArgumentException saying what is accepted
     */
    public static WatchTarget parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw wrong(text);
        }
        String name = form.group(1) == null ? "" : form.group(1);
        String what = form.group(2);
        if (what.matches("\\d{1,10}")) {
            return new WatchTarget(name, OptionalLong.of(Long.parseLong(what)), NONE);
        }
        try {
            URI url = new URI(what);
            HttpText.check(url, "no URL");
            boolean bare = url.getPath().isEmpty() || url.getPath().equals("/");
            boolean isPage = !url.getPath().endsWith(STATS);
            return new WatchTarget(
                    name.isEmpty() && isPage ? address(url) : name,
                    OptionalLong.empty(),
                    bare ? url.resolve(METRICS) : url);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw wrong(text);
        }
    }

    private static String address(URI url) {
        return url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text + "' is neither the number of a process nor the URL of a page of"
                + " metrics or of a dispatcher's /stats; one is 1234, or dispatcher=http://127.0.0.1:8001/q/metrics");
    }

    /**
     * @throws IllegalArgumentException naming what is given twice, or two by one name
     */
    public static void checkDistinct(List<WatchTarget> targets) {
        Set<String> seen = new HashSet<>();
        for (WatchTarget target : targets) {
            if (!seen.add(target.what())) {
                throw new IllegalArgumentException("--watch: " + target.what() + " is given twice");
            }
            if (!target.name().isEmpty() && !seen.add("the name " + target.name())) {
                throw new IllegalArgumentException(
                        "--watch: two are called " + target.name() + "; NAME= before one gives it another name");
            }
        }
    }

    boolean isDispatcher() {
        return url.getPath().endsWith(STATS);
    }

    /** For a reader. */
    String what() {
        return pid.isPresent() ? "process " + pid.getAsLong() : url.toString();
    }
}
