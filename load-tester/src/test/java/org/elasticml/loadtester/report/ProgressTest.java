package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.elasticml.core.workload.Workload;
import org.elasticml.loadtester.measure.Percentiles;
import org.elasticml.loadtester.send.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private static final long SECOND = 1_000_000_000L;

    /** From 0 to 1.5 s, 10 + 20/2 requests are due in 1.5 s: 13.3 a second; then 10 in half a second. */
    @Test
    void givesRatesSinceTheLineBefore() {
        Progress progress = new Progress(Extent.ofSeconds(2), Optional.of(Workload.of(10, 20)));
        assertEquals(
                " 75% 0:01 left  12.0 of 13.3/s  3 open  p99 45 ms  refused 1  failed 2",
                progress.line(new Snapshot(3 * SECOND / 2, 18, 3, 1, 2, Percentiles.of(18_000_000, 45_000_000))));
        assertEquals(
                "100% last answers  4.0 of 20.0/s  0 open  p99 -  refused 1  failed 2",
                progress.line(new Snapshot(2 * SECOND, 20, 0, 1, 2, Percentiles.of())));
    }

    /** 250 of 1,000 requests have ended after 10 s: 30 s are left. */
    @Test
    void countsRequestsWhereTheyEndTheRun() {
        Progress progress = new Progress(new Extent(OptionalDouble.empty(), OptionalInt.of(1000)), Optional.empty());
        Snapshot now = new Snapshot(10 * SECOND, 260, 10, 0, 0, Percentiles.of());
        assertEquals(" 25% 0:30 left  26.0/s  10 open  p99 -  refused 0  failed 0", progress.line(now));
        assertEquals("[###.........]", progress.bar(now, 12));
    }

    @Test
    void printsALineEachTenth() {
        StringWriter out = new StringWriter();
        ProgressPrinter printer = printer(out, 20, false);
        for (int i = 1; i <= 200; i++) {
            printer.print(at(i * SECOND / 10));
        }
        List<String> lines = out.toString().lines().toList();
        assertEquals(10, lines.size(), out::toString);
        assertTrue(lines.get(4).startsWith(" 50%"), out::toString);
    }

    @Test
    void saysThatItIsStillThere() {
        StringWriter out = new StringWriter();
        ProgressPrinter printer = printer(out, 100_000, false);
        for (int i = 1; i <= 120; i++) {
            printer.print(at(i * SECOND));
        }
        assertEquals(2, out.toString().lines().count(), out::toString);
    }

    /** Of agents it is known how they go once a second only. */
    @Test
    void saysNothingOfWhatItHasSeen() {
        StringWriter out = new StringWriter();
        ProgressPrinter printer = printer(out, 20, true);
        printer.print(at(5 * SECOND));
        String before = out.toString();
        printer.print(at(5 * SECOND));
        assertEquals(before, out.toString());
    }

    @Test
    void rewritesTheLineOnATerminal() {
        StringWriter out = new StringWriter();
        ProgressPrinter printer = printer(out, 20, true);
        printer.print(at(5 * SECOND));
        printer.print(at(10 * SECOND));
        printer.end();
        assertEquals(1, out.toString().chars().filter(c -> c == '\n').count(), out::toString);
        assertTrue(out.toString().startsWith("\r[###.........]  25%"), out::toString);
        assertTrue(out.toString().contains("\r[######......]  50%"), out::toString);
    }

    @Test
    void takesItsLineBack() {
        StringWriter out = new StringWriter();
        ProgressPrinter printer = printer(out, 20, true);
        printer.print(at(5 * SECOND));
        String line = out.toString().substring(1);
        printer.wipe();
        assertEquals("\r" + line + "\r" + " ".repeat(line.length()) + "\r", out.toString());
    }

    /** A usual line shows all it has to say; one that has more is cut. */
    @ParameterizedTest
    @CsvSource({"500, 10, 0, true", "50000, 1234, 9999, true", "500000000, 1234567, 123456789, false"})
    void fitsATerminalOf80Columns(int written, int inFlight, int failed, boolean whole) {
        StringWriter out = new StringWriter();
        Progress progress = new Progress(Extent.ofSeconds(20), Optional.of(Workload.of(50, 50)));
        ProgressPrinter printer = new ProgressPrinter(new PrintWriter(out), progress, true);
        printer.print(new Snapshot(SECOND, written, inFlight, 0, failed, Percentiles.of(123_000_000)));
        assertTrue(out.toString().length() <= 1 + 79, out::toString);
        assertEquals(whole, out.toString().endsWith("failed " + failed), out::toString);
    }

    private static ProgressPrinter printer(StringWriter out, int seconds, boolean terminal) {
        Progress progress = new Progress(Extent.ofSeconds(seconds), Optional.empty());
        return new ProgressPrinter(new PrintWriter(out), progress, terminal);
    }

    private static Snapshot at(long nanos) {
        return new Snapshot(nanos, 10, 0, 0, 0, Percentiles.of());
    }
}
