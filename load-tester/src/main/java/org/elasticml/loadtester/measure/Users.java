package org.elasticml.loadtester.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Requests in flight during one second: due, and not ended. Exact: the integral over the second, and the most at any
 * instant; of two at one instant, an end comes before a start.
 *
 * @param second from 0
 */
public record Users(int second, double mean, int max) {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** From 0 to the given number of seconds. */
    public static List<Users> of(RequestLog records, int seconds) {
        return new Sweep(records.byIntent()).seconds(seconds);
    }

    /** Through starts and ends, both in order. */
    private static final class Sweep {
        private final RequestLog starts;
        private final long[] ends;
        private int started;
        private int ended;
        private int inFlight;

        Sweep(RequestLog starts) {
            this.starts = starts;
            ends = new long[starts.size()];
            Arrays.setAll(ends, starts::finishedNanos);
            Arrays.sort(ends);
        }

        List<Users> seconds(int count) {
            List<Users> users = new ArrayList<>(count);
            for (int second = 0; second < count; second++) {
                users.add(second(second));
            }
            return users;
        }

        private Users second(int second) {
            long now = second * NANOS_PER_SECOND;
            long end = now + NANOS_PER_SECOND;
            endThoseEndedBy(now);
            double area = 0;
            int max = inFlight;
            for (long next = next(); next < end; next = next()) {
                area += (double) inFlight * (next - now);
                now = next;
                step();
                max = Math.max(max, inFlight);
            }
            area += (double) inFlight * (end - now);
            return new Users(second, area / NANOS_PER_SECOND, max);
        }

        private void endThoseEndedBy(long now) {
            while (ended < started && ends[ended] <= now) {
                step();
            }
        }

        private long next() {
            long end = ended < ends.length ? ends[ended] : Long.MAX_VALUE;
            return started < ends.length ? Math.min(end, starts.intendedNanos(started)) : end;
        }

        private void step() {
            boolean end = started == ends.length || ended < started && ends[ended] <= starts.intendedNanos(started);
            if (end) {
                ended++;
                inFlight--;
            } else {
                started++;
                inFlight++;
            }
        }
    }
}
