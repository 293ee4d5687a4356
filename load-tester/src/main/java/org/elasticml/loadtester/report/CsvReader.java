package org.elasticml.loadtester.report;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads what {@link Csv} wrote, a row at a time. */
final class CsvReader implements Closeable {
    private static final int END = -1;

    private final Path file;
    private final BufferedReader in;
    private final List<String> header;
    private List<String> row = List.of();
    private int line;
    private int linesRead;

    /**
     * @throws ReportFormatException if there is no such file, or its header is another
     */
    CsvReader(Path file, List<String> header) throws IOException {
        this.file = file;
        this.header = header;
        try {
            in = Files.newBufferedReader(file);
        } catch (NoSuchFileException e) {
            throw new ReportFormatException(file, "there is no such file");
        }
        line = 1;
        List<String> found = readRow();
        if (!found.equals(header)) {
            in.close();
            throw new ReportFormatException(
                    file, 1, "the header is not that of a report; it should be " + String.join(",", header));
        }
    }

    /**
     * Goes to the next row.
     *
     * @return whether there is one
     */
    boolean next() throws IOException {
        line = linesRead + 1;
        row = readRow();
        if (row.isEmpty()) {
            return false;
        }
        if (row.size() != header.size()) {
            throw new ReportFormatException(file, line, row.size() + " fields, where the header has " + header.size());
        }
        return true;
    }

    /** A row; none at the end of the file. */
    private List<String> readRow() throws IOException {
        int c = read();
        if (c == END) {
            return List.of();
        }
        List<String> fields = new ArrayList<>(header.size());
        StringBuilder field = new StringBuilder();
        while (true) {
            if (c == '"' && field.length() == 0) {
                c = readQuoted(field);
            }
            if (c == ',' || c == '\n' || c == END) {
                fields.add(field.toString());
                field.setLength(0);
                if (c != ',') {
                    return fields;
                }
            } else if (c != '\r') {
                field.append((char) c);
            }
            c = read();
        }
    }

    /** Up to the quote that closes it; two of them are one. Returns what follows. */
    private int readQuoted(StringBuilder field) throws IOException {
        while (true) {
            int c = read();
            if (c == END) {
                throw new ReportFormatException(file, line, "a quote is not closed");
            }
            if (c == '"') {
                c = read();
                if (c != '"') {
                    return c;
                }
            }
            field.append((char) c);
        }
    }

    private int read() throws IOException {
        int c = character();
        if (c == '\n') {
            linesRead++;
        }
        return c;
    }

    private int character() throws IOException {
        try {
            return in.read();
        } catch (CharacterCodingException e) {
            throw new ReportFormatException(file, "is not text in UTF-8");
        }
    }

    String text(String column) {
        return row.get(header.indexOf(column));
    }

    Optional<String> optional(String column) {
        String text = text(column);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /**
     * A number with a fixed point in units of its last place.
     *
     * @param max of the number
     */
    long fixed(String column, int places, long max) throws ReportFormatException {
        try {
            BigDecimal number = new BigDecimal(text(column));
            if (number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(max)) <= 0) {
                return number.movePointRight(places).longValue();
            }
        } catch (NumberFormatException e) {
            // Told below, as what is out of range.
        }
        throw wrong(column, "a number from 0 to " + max);
    }

    int whole(String column) throws ReportFormatException {
        return (int) fixed(column, 0, Integer.MAX_VALUE);
    }

    OptionalInt optionalWhole(String column) throws ReportFormatException {
        return text(column).isEmpty() ? OptionalInt.empty() : OptionalInt.of(whole(column));
    }

    OptionalDouble optionalDecimal(String column, double max) throws ReportFormatException {
        if (text(column).isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text(column));
            if (number >= 0 && number <= max) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException e) {
            // Told below, as what is out of range.
        }
        throw wrong(column, "a number from 0 to " + Csv.decimalText(max, 0));
    }

    ReportFormatException wrong(String column, String accepted) {
        String shown = text(column).replaceAll("\\s+", " ");
        return new ReportFormatException(file, line, column + " is '" + shown + "'; it should be " + accepted);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
