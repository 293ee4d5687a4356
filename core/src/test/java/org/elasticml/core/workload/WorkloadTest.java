package org.elasticml.core.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {
    @Test
    void readsNumbersSeparatedByAnyWhiteSpaceAndSkipsComments() throws WorkloadFormatException {
        Workload workload = Workload.parse("w", List.of("# a comment", "1 2.5\t3", "", "  4  # the last"));
        assertEquals(4, workload.seconds());
        assertEquals(2.5, workload.ratePerSecond(1));
        assertEquals(10.5, workload.requests());
        assertEquals(4, workload.peakPerSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "nan", "NaN", "1e99", "Infinity", "ten", "1,5", "5d", "0x1p3"})
    void namesLineAndValueOfWhatIsNotARate(String word) {
        WorkloadFormatException e = assertThrows(
                WorkloadFormatException.class, () -> Workload.parse("w.txt", List.of("1 2", "3 " + word + " 4")));
        assertEquals("w.txt, line 2: '" + word + "' is not a rate per second from 0 to 10000000", e.getMessage());
    }

    @Test
    void showsLittleOfWhatIsNotARate() {
        for (String lines : List.of("x".repeat(100_000), "0,\0" + "x".repeat(100_000))) {
            WorkloadFormatException e =
                    assertThrows(WorkloadFormatException.class, () -> Workload.parse("w.txt", List.of(lines)));
            assertTrue(e.getMessage().length() < 300, e::getMessage);
            assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e::getMessage);
        }
    }

    @Test
    void refusesAnEmptyText() {
        WorkloadFormatException e =
                assertThrows(WorkloadFormatException.class, () -> Workload.parse("w.txt", List.of("", "# nothing")));
        assertEquals("w.txt holds no rates; it needs one number a second, as in '12.5'", e.getMessage());
    }

    @Test
    void scalesAndCuts() {
        Workload workload = Workload.of(1, 2, 3, 4).window(1, 2).scaled(10);
        assertEquals(2, workload.seconds());
        assertEquals(20, workload.ratePerSecond(0));
        assertEquals(30, workload.ratePerSecond(1));
        assertEquals(1, Workload.of(1, 2).window(1, 99).seconds());
        assertThrows(IllegalArgumentException.class, () -> Workload.of(1, 2).window(2, 1));
        assertThrows(IllegalArgumentException.class, () -> Workload.of(1).scaled(-1));
    }

    @ParameterizedTest
    @CsvSource({"30, 40, 30", "10, 10, 10"})
    void findsTheSteepestRise(int quietSeconds, int busySeconds, int expected) {
        double[] rates = new double[quietSeconds + busySeconds + 10];
        Arrays.fill(rates, 5);
        Arrays.fill(rates, quietSeconds, quietSeconds + busySeconds, 50);
        assertEquals(expected, Workload.of(rates).steepestRise());
    }

    @Test
    void aShortWorkloadRisesAtItsStart() {
        assertEquals(0, Workload.of(1, 9, 9).steepestRise());
    }

    @Test
    void aLongWindowEndsWithTheWorkload() {
        assertEquals(1, Workload.of(1, 2).window(1, Integer.MAX_VALUE).seconds());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 2 3 4   | 1    | 1 2 3 4
            1 2 3 4   | 2    | 3 7
            1 2 3 4 5 | 2    | 3 7 5
            3 6       | 0.5  | 1.5 1.5 3 3
            2 4 8     | 1.5  | 4 10
            1 2 3 4   | 1000 | 10
            4         | 0.3  | 1.2 1.2 1.2 0.4
            """)
    void speedKeepsTheRequestsAndTheirOrder(String rates, double speed, String expected)
            throws WorkloadFormatException {
        assertArrayEquals(
                rates(Workload.parse("expected", List.of(expected))),
                rates(Workload.parse("rates", List.of(rates)).faster(speed)),
                1e-9);
    }

    @Test
    void noSpeedLosesRequests() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200; i++) {
            Workload workload =
                    Workload.of(random.doubles(1 + random.nextInt(100), 0, 100).toArray());
            double speed = Math.exp(4 * random.nextDouble() - 2);
            Workload played = workload.faster(speed);
            assertEquals(workload.requests(), played.requests(), 1e-9 * workload.requests());
            assertEquals(Math.ceil(workload.seconds() / speed), played.seconds());
        }
    }

    /** 630 / 0.7 comes to 900.0000000000001, 145 / 0.29 to 500.00000000000006. */
    @ParameterizedTest
    @CsvSource({"630, 0.7, 900", "145, 0.29, 500", "30, 0.3, 100"})
    void roundingAddsNoSecond(int seconds, double speed, int expected) {
        double[] rates = new double[seconds];
        Arrays.fill(rates, 10);
        Workload played = Workload.of(rates).faster(speed);
        assertEquals(expected, played.seconds());
        assertEquals(10 * speed, played.ratePerSecond(expected - 1), 1e-9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0     | 0.0 is not a speed from 0.000001 to 1000000
            -2    | -2.0 is not a speed from 0.000001 to 1000000
            NaN   | NaN is not a speed from 0.000001 to 1000000
            2e6   | 2000000.0 is not a speed from 0.000001 to 1000000
            1e-6  | 3 s at speed 1.0E-6 would last more than 1000000 s
            4     | 1.2E7 is not a rate per second from 0 to 10000000
            """)
    void saysWhatIsWrongWithASpeed(double speed, String message) {
        Workload workload = Workload.of(4e6, 4e6, 4e6);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> workload.faster(speed));
        assertEquals(message, e.getMessage());
    }

    @Test
    void writesWhatItReads() throws WorkloadFormatException {
        Workload workload = Workload.of(0, 12, 0.1 + 0.2, 1e-7, 1.0 / 3, Workload.MAX_RATE_PER_SECOND);
        String text = workload.text("what it is\nand more");
        assertEquals("# what it is\n# and more\n0\n12\n0.30000000000000004\n", text.substring(0, 49));
        assertArrayEquals(
                rates(workload), rates(Workload.parse("text", text.lines().toList())), 0);
    }

    private static double[] rates(Workload workload) {
        return IntStream.range(0, workload.seconds())
                .mapToDouble(workload::ratePerSecond)
                .toArray();
    }
}
