package org.elasticml.loadtester.report;

import java.util.List;

/** Lying bars as SVG, a group for each name, with the values at their ends. */
final class BarPanelSvg {
    private static final int WIDTH = 860;
    private static final int LEFT = 190;
    private static final int RIGHT = 740;
    private static final int BAR = 16;
    private static final int GAP = 10;
    private static final int MAX_ROWS = 50;
    private static final int MAX_NAME = 26;

    private BarPanelSvg() {}

    static String of(BarPanel panel, List<String> names) {
        int rows = Math.min(MAX_ROWS, names.size());
        int rowPx = BAR * panel.series().size() + GAP;
        Svg svg = new Svg(WIDTH, rows * rowPx + GAP, panel.title());
        double scale = panel.highest() > 0 ? (RIGHT - LEFT) / panel.highest() : 0;
        for (int row = 0; row < rows; row++) {
            int top = GAP + row * rowPx;
            svg.text("label", "end", LEFT - 10, top + (rowPx - GAP) / 2.0 + 5, shortened(names.get(row)));
            for (int i = 0; i < panel.series().size(); i++) {
                bar(svg, panel.series(), i, row, top + i * BAR, scale);
            }
        }
        svg.line("grid", LEFT, 0, LEFT, rows * rowPx + GAP);
        return svg.end();
    }

    private static void bar(Svg svg, List<BarPanel.Series> all, int i, int row, int top, double scale) {
        BarPanel.Series series = all.get(i);
        double value = series.values()[row];
        if (!Double.isFinite(value)) {
            return;
        }
        String label =
                (all.size() > 1 ? series.name() + " " : "") + series.label().apply(row);
        svg.rect("fill " + ChartStyle.css(series.color()), LEFT, top, value * scale, BAR - 2, label);
        svg.text("label", "start", LEFT + value * scale + 6, top + 12, label);
    }

    /** Its end, since that is where names of replicas differ. */
    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : "…" + name.substring(name.length() - MAX_NAME + 1);
    }
}
