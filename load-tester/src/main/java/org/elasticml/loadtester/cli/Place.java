package org.elasticml.loadtester.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.elasticml.loadtester.report.CompareReport;

/**
 * What is compared, as it was given.
 *
 * @param where a URL, or a folder
 */
record Place(String name, String where) {
    private static final int MAX = 20;
    private static final int MAX_NAME = 32;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0," + (MAX_NAME - 1) + "}";

    /**
     * Of {@code NAME=URL} or {@code NAME=DIR} each.
     *
     * @throws CommandException naming what is wrong
     */
    static List<Place> all(List<String> texts) throws CommandException {
        Usage.require(
                texts.size() >= 2 && texts.size() <= MAX,
                "compare takes from 2 to " + MAX + " deployments, each as NAME=URL or NAME=DIR; there "
                        + (texts.size() == 1 ? "is 1" : "are " + texts.size()));
        for (String text : texts) {
            check(text);
        }
        List<Place> places = texts.stream()
                .map(text -> text.split("=", 2))
                .map(parts -> new Place(parts[0], parts[1]))
                .toList();
        Set<String> names = new HashSet<>();
        for (Place place : places) {
            Usage.require(names.add(place.name), "there are two deployments called " + place.name);
        }
        Set<Boolean> kinds = places.stream().map(Place::isFolder).collect(Collectors.toSet());
        Usage.require(kinds.size() == 1, "URLs and folders of runs can't be mixed: " + mixed(places));
        return places;
    }

    private static void check(String text) throws CommandException {
        int end = text.indexOf('=');
        Usage.require(end >= 0, "'" + text + "' has no name; a deployment is given as NAME=URL or NAME=DIR");
        String name = text.substring(0, end);
        Usage.require(
                name.matches(NAME) && !CompareReport.FILES.contains(name),
                "'" + name
                        + "' can't be a name, which is also that of a folder: it begins with a letter or digit, and is of"
                        + " letters, digits, '.', '_' and '-', at most " + MAX_NAME);
        Place place = new Place(name, text.substring(end + 1));
        Usage.require(
                place.isFolder() || place.isUrl(),
                name + ": '" + place.where + "' is neither a URL, as in http://127.0.0.1:8001, nor a folder");
    }

    private static String mixed(List<Place> places) {
        return places.stream()
                .map(place -> place.name + " is a " + (place.isFolder() ? "folder" : "URL"))
                .collect(Collectors.joining(", "));
    }

    boolean isFolder() {
        try {
            return !where.contains("://") && !where.isEmpty() && Files.isDirectory(Path.of(where));
        } catch (InvalidPathException e) {
            // Not a name of a file, as one with an ü where LC_ALL is C.
            return false;
        }
    }

    /** Without a scheme only if there is a port, so that a folder that is not there is not taken for a host. */
    private boolean isUrl() {
        return where.contains("://") || where.matches("[^/]+:\\d+(/.*)?");
    }
}
