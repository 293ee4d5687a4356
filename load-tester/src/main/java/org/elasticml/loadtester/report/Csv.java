package org.elasticml.loadtester.report;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Writes comma-separated values as RFC 4180 has them, except that lines end in a line feed. Fields are added one by one; {@link
 * #end} writes them.
 */
final class Csv {
    private final Writer out;
    private final StringBuilder row = new StringBuilder();
    private int fields;

    Csv(Writer out, List<String> header) throws IOException {
        this.out = out;
        header.forEach(this::text);
        end();
    }

    Csv text(String field) {
        separate();
        if (isPlain(field)) {
            row.append(field);
        } else {
            row.append('"').append(field.replace("\"", "\"\"")).append('"');
        }
        return this;
    }

    private static boolean isPlain(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return true;
    }

    Csv none() {
        separate();
        return this;
    }

    Csv whole(long field) {
        separate();
        row.append(field);
        return this;
    }

    Csv whole(OptionalInt field) {
        return field.isPresent() ? whole(field.getAsInt()) : none();
    }

    /**
     * A number with a fixed point, without a detour through floating point.
     *
     * @param units so many of the last place
     */
    Csv fixed(long units, int places) {
        separate();
        if (units < 0) {
            row.append('-');
        }
        String digits = Long.toString(Math.abs(units));
        int whole = digits.length() - places;
        row.append(whole > 0 ? digits.substring(0, whole) : "0").append('.');
        for (int i = whole; i < 0; i++) {
            row.append('0');
        }
        row.append(digits, Math.max(0, whole), digits.length());
        return this;
    }

    Csv decimal(double field, int places) {
        separate();
        row.append(decimalText(field, places));
        return this;
    }

    Csv decimal(OptionalDouble field, int places) {
        return field.isPresent() ? decimal(field.getAsDouble(), places) : none();
    }

    /** Rounded half up. */
    static String decimalText(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP).toPlainString();
    }

    private void separate() {
        if (fields++ > 0) {
            row.append(',');
        }
    }

    void end() throws IOException {
        row.append('\n');
        out.append(row);
        row.setLength(0);
        fields = 0;
    }
}
