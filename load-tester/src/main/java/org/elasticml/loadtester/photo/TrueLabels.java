package org.elasticml.loadtester.photo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What photos show: as the folder's {@code labels.csv} says, else as their names do.
 *
 * <p>A line of {@code labels.csv} is {@code file,label}; all after the first comma is the label, which may be quoted.
 * Its heading is a line like any other, about a file that is not there. A name says it if it is a WordNet id, a class
 * name and perhaps a number, as in {@code n02102040_English_springer_03.JPEG}.
 */
final class TrueLabels {
    static final String FILE = "labels.csv";

    private static final Pattern NAME = Pattern.compile("n\\d{8}_(.+?)(?:_\\d+)?\\.[A-Za-z]+");

    private final Map<String, String> byFile;

    private TrueLabels(Map<String, String> byFile) {
        this.byFile = byFile;
    }

    static TrueLabels in(Path folder) throws IOException {
        Map<String, String> byFile = new HashMap<>();
        Path file = folder.resolve(FILE);
        if (Files.isRegularFile(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] columns = line.split(",", 2);
                if (columns.length == 2) {
                    byFile.put(unquoted(columns[0]), unquoted(columns[1]));
                }
            }
        }
        return new TrueLabels(byFile);
    }

    Optional<String> of(String fileName) {
        return Optional.ofNullable(byFile.get(fileName)).or(() -> fromName(fileName));
    }

    static Optional<String> fromName(String fileName) {
        Matcher matcher = NAME.matcher(fileName);
        return matcher.matches() ? Optional.of(matcher.group(1).replace('_', ' ')) : Optional.empty();
    }

    private static String unquoted(String column) {
        return column.strip().replaceAll("^\"|\"$", "");
    }
}
