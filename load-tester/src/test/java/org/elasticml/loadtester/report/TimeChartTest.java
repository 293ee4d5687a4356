package org.elasticml.loadtester.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The plot reaches from 56 to 730 to the right, and from 218 up to 26. */
class TimeChartTest {
    @Test
    void drawsStepsOverWholeSeconds() {
        String svg = new TimeChart("t", "u", 2, Figures::plain)
                .rate("a", "blue", new double[] {0, 4})
                .svg();
        assertEquals("M56 218L393 218L393 26L730 26", path(svg));
    }

    @Test
    void leavesGapsAndDots() {
        String svg = new TimeChart("t", "u", 4, Figures::plain)
                .points("a", "blue", new double[] {4, Double.NaN, 2, 0})
                .svg();
        assertEquals("M140.3 26h0M477.3 122h0L645.8 218", path(svg));
    }

    @Test
    void marksWhatHappenedAndNamesItWhereThereIsRoom() {
        String svg = new TimeChart("t", "u", 100, Figures::plain)
                .rate("a", "blue", new double[100])
                .mark(50, "1 → 2")
                .mark(51, "2 → 1")
                .mark(100, "1 → 3")
                .svg();
        assertTrue(svg.contains("<line class=\"event\" x1=\"393\" y1=\"26\" x2=\"393\" y2=\"218\"/>"), svg);
        assertEquals(3, svg.split("class=\"event\"", -1).length - 1);
        assertTrue(svg.contains("1 → 2") && svg.contains("1 → 3"), svg);
        assertFalse(svg.contains("2 → 1"), svg);
    }

    @Test
    void namesLinesByTheirEndsIfTheyAreLong() {
        String svg = new TimeChart("t", "u", 1, Figures::plain)
                .points("127.0.0.1:24003", "blue", new double[] {1})
                .points("10.244.10.101:8000", "green", new double[] {2})
                .svg();
        assertTrue(svg.contains(">127.0.0.1:24003</text>") && svg.contains(">…44.10.101:8000</text>"), svg);
    }

    @Test
    void tellsValuesOfASecond() {
        String svg = new TimeChart("t", "u", 2, Figures::plain)
                .rate("a", "blue", new double[] {1, 2.5})
                .points("b", "green", new double[] {Double.NaN, 1})
                .svg();
        assertTrue(svg.contains("<title>second 0\na: 1\nb: –</title>"), svg);
        assertTrue(svg.contains("<title>second 1\na: 2.5\nb: 1</title>"), svg);
    }

    /** 1,500 s are drawn three a point: of rates the mean, of latencies the most. */
    @Test
    void drawsNoMorePointsThanCanBeSeen() {
        double[] values = new double[1500];
        Arrays.setAll(values, i -> i % 3);
        String svg = new TimeChart("t", "u", 1500, Figures::plain)
                .rate("a", "blue", values)
                .points("b", "green", values)
                .svg();
        assertTrue(svg.contains("<title>second 0 to 2\na: 1\nb: 2</title>"), svg);
        assertTrue(svg.contains("<title>second 1497 to 1499\na: 1\nb: 2</title>"), svg);
        assertEquals(500, svg.split("class=\"hit\"", -1).length - 1);
    }

    @Test
    void labelsRoundNumbers() {
        assertEquals(
                List.of(0.0, 10.0, 20.0, 30.0, 40.0),
                SvgAxis.linear(33, 4, 0, 1).ticks());
        assertEquals(List.of(0.0, 1.0, 2.0), SvgAxis.linear(2, 4, 0, 1).ticks());
        assertEquals(List.of(0.0, 1.0), SvgAxis.linear(0, 4, 0, 1).ticks());
        assertEquals(List.of(0.0, 100.0, 200.0), SvgAxis.exact(250, 4, 0, 1).ticks());
        assertEquals(
                List.of(20.0, 50.0, 100.0, 200.0, 500.0),
                SvgAxis.logarithmic(31, 500, 0, 1).ticks());
        assertEquals(
                List.of(1.0, 10.0, 100.0, 1000.0),
                SvgAxis.logarithmic(1.5, 1800, 0, 1).ticks());
    }

    @Test
    void hasALogarithmicAxis() {
        SvgAxis axis = SvgAxis.logarithmic(10, 1000, 0, 100);
        assertEquals(0, axis.px(10), 1e-9);
        assertEquals(50, axis.px(100), 1e-9);
        assertEquals(100, axis.px(1000), 1e-9);
        assertEquals(0, axis.px(0), 1e-9);
    }

    private static String path(String svg) {
        Matcher matcher = Pattern.compile(" d=\"([^\"]*)\"").matcher(svg);
        assertTrue(matcher.find(), svg);
        return matcher.group(1);
    }
}
