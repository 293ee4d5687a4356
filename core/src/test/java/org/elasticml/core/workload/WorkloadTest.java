package org.elasticml.core.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
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
    @ValueSource(strings = {"-1", "nan", "NaN", "1e99", "Infinity", "ten", "1,5"})
    void namesLineAndValueOfWhatIsNotARate(String word) {
        WorkloadFormatException e = assertThrows(
                WorkloadFormatException.class, () -> Workload.parse("w.txt", List.of("1 2", "3 " + word + " 4")));
        assertEquals("w.txt, line 2: '" + word + "' is not a rate per second from 0 to 10000000", e.getMessage());
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
        java.util.Arrays.fill(rates, 5);
        java.util.Arrays.fill(rates, quietSeconds, quietSeconds + busySeconds, 50);
        assertEquals(expected, Workload.of(rates).steepestRise());
    }

    @Test
    void aShortWorkloadRisesAtItsStart() {
        assertEquals(0, Workload.of(1, 9, 9).steepestRise());
    }
}
