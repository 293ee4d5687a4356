package org.elasticml.loadtester.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What our charts have in common. Colours: Okabe and Ito's, which the colour-blind can tell apart. */
final class ChartStyle {
    static final int WIDTH_PX = 1200;
    static final int HEIGHT_PX = 700;

    static final Color BLUE = new Color(0x0072B2);
    static final Color ORANGE = new Color(0xE69F00);
    static final Color GREEN = new Color(0x009E73);
    static final Color VERMILION = new Color(0xD55E00);
    static final Color GREY = new Color(0x999999);
    static final Color BLACK = Color.BLACK;

    /** Without it a logarithmic axis is labelled in powers of ten. */
    static final String PLAIN_NUMBERS = "0.###";

    private static final Map<Color, String> CSS =
            Map.of(BLUE, "blue", ORANGE, "orange", GREEN, "green", VERMILION, "vermilion", GREY, "grey");

    static final Color GRID = new Color(0xDDDDDD);

    private ChartStyle() {}

    static XYChart chart(String title, int heightPx, String xTitle, String yTitle) {
        // Rasters need no display; with a DISPLAY that is gone, AWT would look for one and fail.
        System.setProperty("java.awt.headless", "true");
        XYChart chart = new XYChartBuilder()
                .width(WIDTH_PX)
                .height(heightPx)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        style(chart.getStyler());
        return chart;
    }

    private static void style(XYStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 18))
                .setChartPadding(12)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal)
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15))
                .setLegendBorderColor(Color.WHITE)
                .setPlotBorderVisible(false);
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotContentSize(1);
        styler.setLocale(Locale.ROOT);
    }

    /** The same colour in {@code report.css}. */
    static String css(Color color) {
        return CSS.get(color);
    }

    /** What to tell who gets no pictures: a slim Java without fonts ends in such an error, from deep inside AWT. */
    static String noFonts(Throwable error) {
        return "this Java cannot draw text (" + error + "); install a font, e.g. fonts-dejavu-core";
    }

    static XYSeries line(XYChart chart, String name, double[] x, double[] y, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setLineStyle(new BasicStroke(2));
        return series;
    }

    static XYSeries dashed(XYChart chart, String name, double[] x, double[] y, Color color) {
        XYSeries series = line(chart, name, x, y, color);
        series.setLineStyle(
                new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {8, 6}, 0));
        return series;
    }
}
