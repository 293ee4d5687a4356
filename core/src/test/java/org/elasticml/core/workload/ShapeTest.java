package org.elasticml.core.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ShapeTest {
    private static double[] values(String shape, int seconds, String... arguments) {
        Workload workload = Shape.named(shape).workload(seconds, List.of(arguments));
        return IntStream.range(0, workload.seconds())
                .mapToDouble(workload::ratePerSecond)
                .toArray();
    }

    private static int highest(double[] values, int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .max((a, b) -> Double.compare(values[a], values[b]))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            constant | value=3                          | 3 3 3
            constant | value=0                          | 0
            ramp     | from=0 to=4                      | 0 1 2 3 4
            ramp     | from=4 to=1                      | 4 3 2 1
            ramp     | from=7 to=1                      | 7
            step     | from=10 to=30 steps=3            | 10 10 20 20 30 30
            step     | from=0 to=1 steps=2              | 0 0 0 1 1
            spike    | base=1 peak=9 width=2            | 1 1 9 9 1 1
            spike    | base=1 peak=9 width=2 at=0       | 9 9 1 1
            spike    | base=1 peak=9 width=2 at=1       | 1 1 9 9
            spike    | base=1 peak=9 width=20           | 9 9
            sine     | min=0 max=10 period=4            | 0 5 10 5 0 5
            """)
    void isDrawnByItsParameters(String shape, String arguments, String expected) {
        double[] numbers =
                Stream.of(expected.split(" ")).mapToDouble(Double::parseDouble).toArray();
        assertArrayEquals(numbers, values(shape, numbers.length, arguments.split(" ")), 1e-9);
    }

    @Test
    void theDoubleWaveIsLocusts() {
        double[] users = values("double-wave", 600, "min=20", "p1=60", "p2=40");
        assertArrayEquals(users, values("double-wave", 600));
        assertEquals(196, highest(users, 0, 300));
        assertEquals(392, highest(users, 300, 600));
        assertEquals(60, users[196], 1e-3);
        assertEquals(40, users[392], 1e-3);
        assertEquals(20, users[0], 1e-3);
        // x = 1 from the first peak: e⁻¹ of its height, and e⁻⁹ of the second's.
        assertEquals(20 + 40 * Math.exp(-1) + 20 * Math.exp(-9), values("double-wave", 625)[250], 1e-9);
    }

    @Test
    void daysGoFromMidnightToMidnight() {
        double[] hours = values("diurnal", 48, "min=2", "max=10", "days=2");
        assertArrayEquals(Arrays.copyOf(hours, 24), Arrays.copyOfRange(hours, 24, 48), 1e-9);
        assertEquals(6, hours[0], 1e-9);
        assertEquals(2, hours[4], 1e-9);
        assertEquals(6, hours[12], 1e-9);
        assertEquals(10, hours[20], 1e-9);
        assertEquals(20, highest(hours, 0, 24));
    }

    @Test
    void aSumOfWavesStaysInRange() {
        assertEquals(0, values("double-wave", 625, "min=20", "p1=0", "p2=0")[200]);
    }

    @Test
    void burstsStayHighAndLowForAsLongAsAsked() {
        double[] rates = values("mmpp", 200_000, "low=0", "high=40", "low-seconds=30", "high-seconds=10", "seed=7");
        assertEquals(10, Arrays.stream(rates).average().orElseThrow(), 0.5);
        assertEquals(0, rates[0]);
        assertTrue(Arrays.stream(rates).allMatch(rate -> rate >= 0 && rate <= 40 + 1e-9));
        // Of 5,000 bursts those are seen that a whole second of silence precedes: all but e^(-1.5/30).
        long begins = IntStream.range(1, rates.length)
                .filter(i -> rates[i - 1] == 0 && rates[i] > 0)
                .count();
        assertEquals(4_756, begins, 250);
    }

    @Test
    void aSeedDrawsTheSameBursts() {
        assertArrayEquals(values("mmpp", 600, "seed=3"), values("mmpp", 600, "seed=3"));
        assertFalse(Arrays.equals(values("mmpp", 600, "seed=3"), values("mmpp", 600, "seed=4")));
    }

    @ParameterizedTest
    @EnumSource
    void lastsAsLongAsAskedAndReadsBackAsItWas(Shape shape) throws WorkloadFormatException {
        for (int seconds : new int[] {1, 2, 3, 601}) {
            Workload workload = shape.workload(seconds, List.of());
            assertEquals(seconds, workload.seconds());
            assertTrue(workload.peakPerSecond() >= 5 - 1e-9 && workload.peakPerSecond() <= 60 + 1e-3);
            List<String> lines =
                    workload.text(shape.title(seconds, List.of())).lines().toList();
            assertTrue(lines.get(0).startsWith("# " + shape.id() + " "));
            assertEquals(seconds + 1, lines.size());
            Workload read = Workload.parse("text", lines);
            for (int second = 0; second < seconds; second++) {
                assertEquals(workload.ratePerSecond(second), read.ratePerSecond(second));
            }
        }
    }

    @Test
    void itsTitleSaysHowToDrawItAgain() {
        assertEquals(
                "sine min=5 max=12.5 period=120, 600 s", Shape.named("sine").title(600, List.of("max=12.5")));
    }

    @ParameterizedTest
    @EnumSource
    void itsParametersAcceptWhatTheyArePresetTo(Shape shape) {
        assertFalse(shape.description().isEmpty());
        shape.parameters()
                .forEach(parameter -> assertEquals(
                        parameter.preset(),
                        parameter.parse(WorkloadText.decimal(parameter.preset())),
                        parameter::name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            sine  | amplitude=3   | 'amplitude=3': sine takes min, max, period, as in min=5
            sine  | 3             | '3': sine takes min, max, period, as in min=5
            sine  | =3            | '=3': sine takes min, max, period, as in min=5
            sine  | min=          | min=: min is a number from 0 to 10000000
            sine  | min=few       | min=few: min is a number from 0 to 10000000
            sine  | min=NaN       | min=NaN: min is a number from 0 to 10000000
            sine  | min=-1        | min=-1: min is a number from 0 to 10000000
            sine  | max=10000001  | max=10000001: max is a number from 0 to 10000000
            sine  | period=0      | period=0: period is a number from 1 to 1000000
            sine  | min=1 min=1   | min is given twice
            step  | steps=2.5     | steps=2.5: steps is a whole number from 2 to 1000
            step  | steps=1       | steps=1: steps is a whole number from 2 to 1000
            """)
    void saysWhatItAccepts(String shape, String arguments, String message) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> values(shape, 10, arguments.split(" ")));
        assertEquals(message, e.getMessage());
    }

    @Test
    void namesTheShapesThereAre() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Shape.named("Sinus"));
        assertEquals(
                "'Sinus' is not a shape; there are constant, ramp, step, spike, sine, double-wave, diurnal, mmpp",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1000001"})
    void refusesAbsurdLengths(int seconds) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> values("sine", seconds));
        assertEquals("a shape lasts from 1 to 1000000 seconds, not " + seconds, e.getMessage());
    }
}
