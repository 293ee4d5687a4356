package org.elasticml.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WrkReportTest {
    /** As wrk 4.1.0 prints it, the space after a whole unit included. */
    private static String report(String p50, String p99, String errors) {
        return """
                Running 12s test @ http://127.0.0.1:8900/predict
                  1 threads and 8 connections
                  Thread Stats   Avg      Stdev     Max   +/- Stdev
                    Latency   228.11ms   59.80ms 512.13ms   79.34%%
                    Req/Sec    35.29     14.22    80.00     60.00%%
                  Latency Distribution
                     50%%  %s
                     75%%  250.00ms
                     90%%  300.00ms
                     99%%  %s
                  403 requests in 12.01s, 80.31KB read
                %sRequests/sec:     33.55
                Transfer/sec:      6.69KB
                """.formatted(p50, p99, errors);
    }

    @Test
    void readsRateAndPercentiles() {
        assertEquals(new WrkReport(403, 33.55, 228, 472, 0, 0), WrkReport.parse(report("228.00ms", "472.00ms", "")));
    }

    @Test
    void readsEveryUnitAsMilliseconds() {
        assertEquals(0.95, WrkReport.parse(report("950.00us", "1.00ms", "")).p50Millis(), 1e-9);
        assertEquals(2540, WrkReport.parse(report("1.09s ", "2.54s ", "")).p99Millis(), 1e-9);
        assertEquals(90_000, WrkReport.parse(report("1.09s ", "1.50m ", "")).p99Millis(), 1e-9);
        assertEquals(3_600_000, WrkReport.parse(report("1.09s ", "1.00h ", "")).p99Millis(), 1e-9);
    }

    @Test
    void bothKindsOfErrorsMakeItInvalid() {
        assertTrue(WrkReport.parse(report("1.00ms", "2.00ms", "")).isValid());
        WrkReport bad = WrkReport.parse(report("1.00ms", "2.00ms", "  Non-2xx or 3xx responses: 12\n"));
        assertEquals(12, bad.badStatuses());
        assertFalse(bad.isValid());
        WrkReport broken =
                WrkReport.parse(report("1.00ms", "2.00ms", "  Socket errors: connect 1, read 2, write 4, timeout 8\n"));
        assertEquals(15, broken.socketErrors());
        assertFalse(broken.isValid());
    }

    @Test
    void nothingAnsweredIsInvalid() {
        String none = report("0.00us", "0.00us", "").replace("403 requests", "0 requests");
        assertFalse(WrkReport.parse(none).isValid());
    }

    @Test
    void whatIsNotAReportSaysSo() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> WrkReport.parse("unable to connect to 127.0.0.1:8900\n"));
        assertEquals("not a report of wrk: unable to connect to 127.0.0.1:8900", e.getMessage());
    }
}
