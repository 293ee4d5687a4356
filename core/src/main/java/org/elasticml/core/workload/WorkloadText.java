package org.elasticml.core.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Workloads as text; the formats are told in {@link Workload}. */
final class WorkloadText {
    /** Some spreadsheets begin their CSV files with it. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int MAX_SHOWN = 60;

    private WorkloadText() {}

    /** A line that is neither empty nor a comment; {@code number} counts all lines, from 1. */
    record Line(int number, String text) {}

    /** Rates per second, in their range. */
    static double[] parse(String name, List<String> lines) throws WorkloadFormatException {
        List<Line> content = content(lines);
        if (content.isEmpty()) {
            throw new WorkloadFormatException(name + " holds no rates; it needs one number a second, as in '12.5'");
        }
        String separator = WorkloadTable.separator(content.get(0).text());
        return separator.isEmpty() ? numbers(name, content) : new WorkloadTable(name, separator).parse(content);
    }

    private static List<Line> content(List<String> lines) {
        List<Line> content = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i)
                    .replace(BYTE_ORDER_MARK, "")
                    .replaceFirst("#.*", "")
                    .strip();
            if (!text.isEmpty()) {
                content.add(new Line(i + 1, text));
            }
        }
        return content;
    }

    private static double[] numbers(String name, List<Line> content) throws WorkloadFormatException {
        double[] rates = new double[64];
        int seconds = 0;
        for (Line line : content) {
            for (String word : line.text().split("\\s+")) {
                if (seconds == Workload.MAX_SECONDS) {
                    throw tooLong(name, line);
                }
                if (seconds == rates.length) {
                    rates = Arrays.copyOf(rates, 2 * seconds);
                }
                rates[seconds++] = checked(name, line, "'" + shown(word) + "'", number(word));
            }
        }
        return Arrays.copyOf(rates, seconds);
    }

    static WorkloadFormatException error(String name, Line line, String message) {
        return new WorkloadFormatException(name + ", line " + line.number() + ": " + message);
    }

    static WorkloadFormatException tooLong(String name, Line line) {
        return error(name, line, "more than " + Workload.MAX_SECONDS + " seconds");
    }

    static double checked(String name, Line line, String what, double rate) throws WorkloadFormatException {
        if (!Workload.isRate(rate)) {
            throw error(name, line, what + " is not a rate per second from 0 to " + Workload.maxRate());
        }
        return rate;
    }

    /** A file that is no workload may be a single word. */
    static String shown(String word) {
        String start = word.length() <= MAX_SHOWN ? word : word.substring(0, MAX_SHOWN) + "…";
        return start.replaceAll("\\p{Cntrl}", "?");
    }

    /** NaN if it is none; Java's own forms, as in 5d or 0x1p3, are none. */
    static double number(String word) {
        try {
            return word.matches("[-+.0-9eE]+") ? Double.parseDouble(word) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    static String write(String comment, DoubleStream rates) {
        StringBuilder text = new StringBuilder();
        comment.lines().forEach(line -> text.append("# ").append(line).append('\n'));
        rates.forEach(rate -> text.append(decimal(rate)).append('\n'));
        return text.toString();
    }

    /** Reads back as the same number. */
    static String decimal(double number) {
        return number == (long) number ? Long.toString((long) number) : Double.toString(number);
    }
}
