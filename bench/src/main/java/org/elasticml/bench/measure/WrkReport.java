package org.elasticml.bench.measure;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What wrk printed with {@code --latency}. Its latencies count from when a request was written (closed loop).
 *
 * @param requests answered, whatever the answer
 * @param badStatuses answers that were neither 2xx nor 3xx
 * @param socketErrors connections that failed or broke, and answers that took too long
 */
public record WrkReport(
        long requests,
        double requestsPerSecond,
        double p50Millis,
        double p99Millis,
        long badStatuses,
        long socketErrors) {
    private static final Map<String, Double> MILLIS = Map.of("us", 1e-3, "ms", 1.0, "s", 1e3, "m", 60e3, "h", 3600e3);
    private static final Pattern REQUESTS = Pattern.compile("(?m)^ *(\\d+) requests in ");
    private static final Pattern RATE = Pattern.compile("(?m)^Requests/sec: +([\\d.]+)");
    private static final Pattern BAD_STATUSES = Pattern.compile("(?m)^ *Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern SOCKET_ERRORS =
            Pattern.compile("(?m)^ *Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

    /**
     * @throws IllegalArgumentException if it is not a whole report
     */
    public static WrkReport parse(String output) {
        return new WrkReport(
                Long.parseLong(found(REQUESTS, output).group(1)),
                Double.parseDouble(found(RATE, output).group(1)),
                percentileMillis("50", output),
                percentileMillis("99", output),
                sum(BAD_STATUSES.matcher(output)),
                sum(SOCKET_ERRORS.matcher(output)));
    }

    /** Whether each request was answered, and well: else its figures say nothing. */
    public boolean isValid() {
        return requests > 0 && badStatuses == 0 && socketErrors == 0;
    }

    private static double percentileMillis(String percent, String output) {
        Pattern line = Pattern.compile("(?m)^ +" + percent + "% +([\\d.]+)(us|ms|s|m|h) *$");
        Matcher found = found(line, output);
        return Double.parseDouble(found.group(1)) * MILLIS.get(found.group(2));
    }

    private static Matcher found(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalArgumentException("not a report of wrk: " + output.strip());
        }
        return matcher;
    }

    /** Of all numbers in the line; 0 where wrk leaves it out. */
    private static long sum(Matcher line) {
        long sum = 0;
        if (line.find()) {
            for (int group = 1; group <= line.groupCount(); group++) {
                sum += Long.parseLong(line.group(group));
            }
        }
        return sum;
    }
}
