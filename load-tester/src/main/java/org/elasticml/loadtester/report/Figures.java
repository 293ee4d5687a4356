package org.elasticml.loadtester.report;

import java.util.Locale;
import java.util.OptionalDouble;

/** Figures for a reader, with as many digits as can be meant. */
public final class Figures {
    public static final String NONE = "–";

    private static final double MILLIS_PER_SECOND = 1000;
    private static final double MAX_SIGNED = 1000;

    private Figures() {}

    /** With its unit: "9.43 ms", "231 ms", "12.30 s". */
    public static String millis(double millis) {
        if (millis >= 10 * MILLIS_PER_SECOND) {
            return String.format(Locale.ROOT, "%.2f s", millis / MILLIS_PER_SECOND);
        }
        return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : millis < 100 ? "%.1f ms" : "%.0f ms", millis);
    }

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** With its unit. Only all is 100.00 %: nearly all is rounded down. */
    public static String percent(double share) {
        double shown = share < 1 ? Math.min(99.99, 100 * share) : 100;
        return String.format(Locale.ROOT, "%.2f %%", shown);
    }

    static String percent(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble()) : NONE;
    }

    /** Of {@code count} things among {@code of}. */
    static String percent(int count, int of) {
        return of == 0 ? NONE : percent((double) count / of);
    }

    /** Three digits at least, without a unit. */
    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }

    /** With its unit. */
    static String megabytes(double megabytes) {
        return number(megabytes) + " MB";
    }

    /** At most one decimal, without a unit. */
    public static String plain(double value) {
        return value == Math.rint(value) ? count((long) value) : String.format(Locale.ROOT, "%,.1f", value);
    }

    /** With its sign, in as many digits as can be meant; without a unit. */
    static String signed(double value) {
        double size = Math.abs(value);
        return (size > MAX_SIGNED ? "over " : "") + (value < 0 ? "−" : "+") + number(Math.min(MAX_SIGNED, size));
    }

    static String decimals(double value, int places) {
        return String.format(Locale.ROOT, "%,." + places + "f", value);
    }

    /** Without the fraction that a whole number does not need. */
    public static String trimmed(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.valueOf(value);
    }
}
