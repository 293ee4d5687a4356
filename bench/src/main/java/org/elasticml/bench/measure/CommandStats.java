package org.elasticml.bench.measure;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Redis' commands took, by their names in small letters, from {@code INFO commandstats}. A script's time holds that
 * of the commands it calls, which are listed as well.
 */
public record CommandStats(Map<String, Calls> byName) {
    private static final Pattern LINE = Pattern.compile("(?m)^cmdstat_([^:\\s]+):calls=(\\d+),usec=(\\d+),");

    /** @param micros of all calls together */
    public record Calls(long count, long micros) {
        public Calls plus(Calls other) {
            return new Calls(count + other.count, micros + other.micros);
        }
    }

    public static CommandStats parse(String info) {
        Map<String, Calls> calls = new TreeMap<>();
        Matcher line = LINE.matcher(info);
        while (line.find()) {
            calls.put(line.group(1), new Calls(Long.parseLong(line.group(2)), Long.parseLong(line.group(3))));
        }
        return new CommandStats(calls);
    }

    /** What came after those earlier ones; commands that were not called since are left out. */
    public CommandStats since(CommandStats earlier) {
        Map<String, Calls> calls = new TreeMap<>();
        byName.forEach((name, now) -> {
            Calls then = earlier.byName.getOrDefault(name, new Calls(0, 0));
            if (now.count > then.count) {
                calls.put(name, new Calls(now.count - then.count, now.micros - then.micros));
            }
        });
        return new CommandStats(calls);
    }
}
