package org.elasticml.core.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.elasticml.core.workload.WorkloadText.Line;

/** Reads a workload with a column of times; the format is told in {@link Workload}. */
final class WorkloadTable {
    private static final List<String> TIMES =
            List.of("time", "t", "timestamp", "ts", "second", "seconds", "sec", "time_s", "elapsed");
    private static final List<String> RATES = List.of(
            "rate",
            "rps",
            "qps",
            "requests_per_second",
            "requests_s",
            "rate_per_second",
            "request_rate",
            "asked_rps",
            "users");
    private static final List<String> COUNTS = List.of("count", "requests", "arrivals", "invocations");

    private static final int MAX_SHOWN = 20;

    private final String name;
    private final String separator;

    /** Where the columns are, from 0. */
    private int timeColumn;

    private int valueColumn = 1;
    /** Whether values are requests until the next time, rather than rates. */
    private boolean counts;

    private record Row(Line line, double time, String value) {}

    WorkloadTable(String name, String separator) {
        this.name = name;
        this.separator = separator;
    }

    /**
     * What separates the columns if this is the first line of a table; empty if it is not one. Tabs do in a header
     * only, since numbers alone may be separated by any white space.
     */
    static String separator(String firstLine) {
        return Stream.of(";", ",", "\t")
                .filter(firstLine::contains)
                .filter(candidate ->
                        !candidate.equals("\t") || isHeader(List.of(firstLine.split("\\s")[0])))
                .findFirst()
                .orElse("");
    }

    double[] parse(List<Line> lines) throws WorkloadFormatException {
        Line first = lines.get(0);
        List<String> header = fields(first.text(), separator);
        boolean hasHeader = isHeader(header);
        if (hasHeader) {
            readHeader(first, header);
        } else if (header.size() != 2) {
            throw error(first, header.size() + " columns; without a header there are two, time and rate");
        }
        List<Row> rows = rows(hasHeader ? lines.subList(1, lines.size()) : lines);
        if (rows.isEmpty()) {
            throw error(first, "a header and no rates below it");
        }
        double[] bounds = bounds(rows);
        return PiecewiseRates.perSecond(bounds, rates(rows, bounds));
    }

    private void readHeader(Line line, List<String> header) throws WorkloadFormatException {
        List<String> names = header.stream().map(WorkloadTable::simplified).toList();
        timeColumn = column(names, TIMES);
        valueColumn = column(names, RATES);
        counts = valueColumn < 0;
        if (counts) {
            valueColumn = column(names, COUNTS);
        }
        if (timeColumn < 0) {
            throw error(line, "no column of times in " + quoted(header) + "; it is called " + listed(TIMES.stream()));
        }
        if (valueColumn < 0) {
            throw error(
                    line,
                    "no column of rates in " + quoted(header) + "; it is called "
                            + listed(Stream.concat(RATES.stream(), COUNTS.stream())));
        }
    }

    private List<Row> rows(List<Line> lines) throws WorkloadFormatException {
        List<Row> rows = new ArrayList<>();
        for (Line line : lines) {
            List<String> fields = fields(line.text(), separator);
            int needed = 1 + Math.max(timeColumn, valueColumn);
            if (fields.size() < needed) {
                throw error(line, "no column " + needed + " in '" + WorkloadText.shown(line.text()) + "'");
            }
            String word = fields.get(timeColumn);
            double time = WorkloadText.number(word);
            if (!Double.isFinite(time)) {
                throw error(line, "'" + WorkloadText.shown(word) + "' is not a time in seconds");
            }
            if (!rows.isEmpty() && time <= rows.get(rows.size() - 1).time) {
                throw error(line, "the time " + word + " does not come after the one before it");
            }
            rows.add(new Row(line, time, fields.get(valueColumn)));
        }
        return rows;
    }

    /** Seconds from the first time on; the last row lasts as long as the one before, or a second if it is alone. */
    private double[] bounds(List<Row> rows) throws WorkloadFormatException {
        double[] bounds = new double[rows.size() + 1];
        int last = rows.size() - 1;
        for (int i = 0; i <= last; i++) {
            bounds[i] = rows.get(i).time - rows.get(0).time;
        }
        bounds[last + 1] = last == 0 ? 1 : 2 * bounds[last] - bounds[last - 1];
        if (PiecewiseRates.wholeSeconds(bounds[last + 1]) > Workload.MAX_SECONDS) {
            throw WorkloadText.tooLong(name, rows.get(last).line);
        }
        return bounds;
    }

    private double[] rates(List<Row> rows, double[] bounds) throws WorkloadFormatException {
        double[] rates = new double[rows.size()];
        for (int i = 0; i < rates.length; i++) {
            Row row = rows.get(i);
            double seconds = counts ? bounds[i + 1] - bounds[i] : 1;
            String what = "'" + WorkloadText.shown(row.value) + "'"
                    + (counts ? " in " + WorkloadText.decimal(seconds) + " s" : "");
            rates[i] = WorkloadText.checked(name, row.line, what, WorkloadText.number(row.value) / seconds);
        }
        return rates;
    }

    private WorkloadFormatException error(Line line, String message) {
        return WorkloadText.error(name, line, message);
    }

    private static List<String> fields(String line, String separator) {
        return Stream.of(line.split(separator, -1))
                .map(field -> field.replace("\"", "").strip())
                .toList();
    }

    private static boolean isHeader(List<String> fields) {
        return fields.stream().anyMatch(field -> Double.isNaN(WorkloadText.number(field)));
    }

    /** "Time (s)" and "time_s" are one. */
    private static String simplified(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }

    private static int column(List<String> names, List<String> accepted) {
        return IntStream.range(0, names.size())
                .filter(i -> accepted.contains(names.get(i)))
                .findFirst()
                .orElse(-1);
    }

    private static String quoted(List<String> header) {
        return header.stream()
                .limit(MAX_SHOWN)
                .map(field -> "'" + WorkloadText.shown(field) + "'")
                .collect(Collectors.joining(", "));
    }

    private static String listed(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }
}
